-- AlterEnum
ALTER TYPE "AnnouncementKind" ADD VALUE 'PERSON_REDACTED';

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "redactedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "PersonalValue" (
    "commitment" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "subjectId" UUID NOT NULL,
    "isAnnounced" BOOLEAN NOT NULL,
    "value" JSONB NOT NULL,
    "salt" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PersonalValue_pkey" PRIMARY KEY ("commitment")
);

-- CreateTable
CREATE TABLE "Redaction" (
    "personId" UUID NOT NULL,
    "redactedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Redaction_pkey" PRIMARY KEY ("personId")
);

-- CreateIndex
CREATE INDEX "PersonalValue_personId_idx" ON "PersonalValue"("personId");

-- CreateIndex
CREATE INDEX "PersonalValue_subjectId_idx" ON "PersonalValue"("subjectId");

-- Canonical JSON (RFC 8785) of JSON whose keys are ASCII and whose numbers are whole: sorted keys, no spaces. Postgres
-- escapes text as the RFC does.
CREATE FUNCTION canonical_json(value jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  CASE jsonb_typeof(value)
    WHEN 'object' THEN
      RETURN (SELECT '{' || coalesce(string_agg(to_jsonb(entry.key)::text || ':' || canonical_json(entry.value), ','
                ORDER BY entry.key COLLATE "C"), '') || '}' FROM jsonb_each(value) AS entry);
    WHEN 'array' THEN
      RETURN (SELECT '[' || coalesce(string_agg(canonical_json(entry.value), ',' ORDER BY entry.position), '') || ']'
              FROM jsonb_array_elements(value) WITH ORDINALITY AS entry(value, position));
    ELSE
      RETURN value::text;
  END CASE;
END $$;

-- The twin of commitmentTo in src/privacy/personal-values.ts.
CREATE FUNCTION personal_commitment(salt text, value jsonb) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT encode(sha256(convert_to(salt || canonical_json(value), 'UTF8')), 'hex')
$$;

-- The personal values of announcements move into the table. Their rows keep the commitments: this once they are changed.
CREATE TEMPORARY TABLE "MovedValue" ON COMMIT DROP AS
SELECT announcement."id", (announcement."content" #>> '{speech,speaker,id}')::uuid AS person,
       announcement."speechId" AS subject, announcement."announcedAt" AS at,
       jsonb_build_object('names', announcement."content" #> '{speech,speaker,names}',
                          'office', announcement."content" #> '{speech,office}',
                          'texts', announcement."content" #> '{speech,texts}') AS value,
       replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '') AS salt
FROM "Announcement" AS announcement WHERE announcement."speechId" IS NOT NULL;
INSERT INTO "PersonalValue" ("commitment", "personId", "subjectId", "isAnnounced", "value", "salt", "createdAt")
SELECT personal_commitment(salt, value), person, subject, true, value, salt, at FROM "MovedValue";
ALTER TABLE "Announcement" DISABLE TRIGGER announcement_is_for_ever;
UPDATE "Announcement" AS announcement SET "content" = jsonb_set(announcement."content", '{speech}',
  ((announcement."content" -> 'speech') - 'office' - 'texts') || jsonb_build_object('speaker',
    ((announcement."content" #> '{speech,speaker}') - 'names')
    || jsonb_build_object('commitment', personal_commitment(moved.salt, moved.value))))
FROM "MovedValue" AS moved WHERE moved."id" = announcement."id";
ALTER TABLE "Announcement" ENABLE TRIGGER announcement_is_for_ever;
DROP TABLE "MovedValue";

-- Those of audit records too, each state by itself.
CREATE TEMPORARY TABLE "MovedValue" ON COMMIT DROP AS
SELECT record."id", state.side, coalesce(
         CASE record."subjectType" WHEN 'Person' THEN record."subjectId" END,
         (coalesce(record."after" ->> 'speakerId', record."before" ->> 'speakerId'))::uuid,
         (SELECT speech."speakerId" FROM "Speech" AS speech WHERE speech."id" = record."subjectId"),
         (SELECT (coalesce(other."after", other."before") ->> 'speakerId')::uuid FROM "AuditRecord" AS other
          WHERE other."subjectId" = record."subjectId" AND coalesce(other."after", other."before") ? 'speakerId'
          ORDER BY other."number" DESC LIMIT 1),
         record."subjectId") AS person,
       record."subjectId" AS subject, record."at", personal.value,
       replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '') AS salt
FROM "AuditRecord" AS record
CROSS JOIN LATERAL (VALUES ('before', record."before"), ('after', record."after")) AS state(side, value)
CROSS JOIN LATERAL (
  SELECT jsonb_object_agg(entry.key, entry.value) AS value
  FROM jsonb_each(CASE WHEN jsonb_typeof(state.value) = 'object' THEN state.value END) AS entry
  WHERE entry.value <> 'null' AND (record."subjectType", entry.key) IN
    (('Person', 'names'), ('Speech', 'office'), ('Speech', 'texts'), ('Speech', 'notes'))) AS personal
WHERE record."subjectType" IN ('Person', 'Speech') AND personal.value IS NOT NULL;
INSERT INTO "PersonalValue" ("commitment", "personId", "subjectId", "isAnnounced", "value", "salt", "createdAt")
SELECT personal_commitment(salt, value), person, subject, false, value, salt, at FROM "MovedValue";
ALTER TABLE "AuditRecord" DISABLE TRIGGER audit_is_for_ever;
UPDATE "AuditRecord" AS record SET "before" =
  (record."before" - ARRAY(SELECT jsonb_object_keys(moved.value)))
  || jsonb_build_object('personal', personal_commitment(moved.salt, moved.value))
FROM "MovedValue" AS moved WHERE moved."id" = record."id" AND moved.side = 'before';
UPDATE "AuditRecord" AS record SET "after" =
  (record."after" - ARRAY(SELECT jsonb_object_keys(moved.value)))
  || jsonb_build_object('personal', personal_commitment(moved.salt, moved.value))
FROM "MovedValue" AS moved WHERE moved."id" = record."id" AND moved.side = 'after';
ALTER TABLE "AuditRecord" ENABLE TRIGGER audit_is_for_ever;
DROP TABLE "MovedValue";

-- From now on no row that is never changed holds a personal value.
ALTER TABLE "Announcement" ADD CONSTRAINT announcement_has_no_personal_value CHECK (
  "speechId" IS NULL OR NOT (
    coalesce("content" #> '{speech,speaker}', '{}') ? 'names' OR coalesce("content" -> 'speech', '{}') ?| ARRAY['office', 'texts']));
CREATE FUNCTION has_value(state jsonb, keys text[]) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT EXISTS (SELECT FROM unnest(keys) AS key WHERE coalesce(state -> key, 'null') <> 'null')
$$;
ALTER TABLE "AuditRecord" ADD CONSTRAINT audit_record_has_no_personal_value CHECK (
  NOT ("subjectType" = 'Person' AND (has_value("before", '{names}') OR has_value("after", '{names}')))
  AND NOT ("subjectType" = 'Speech'
    AND (has_value("before", '{office,texts,notes}') OR has_value("after", '{office,texts,notes}'))));

-- A value has one commitment, and goes with its person only.
CREATE TRIGGER personal_value_is_not_rewritten BEFORE UPDATE ON "PersonalValue"
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
-- A value of a person who was redacted is not stored, whoever writes it: its commitment reads as redacted.
CREATE FUNCTION leave_out_redacted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "Redaction" WHERE "personId" = NEW."personId") THEN RETURN NULL; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER redacted_value_is_left_out BEFORE INSERT ON "PersonalValue"
  FOR EACH ROW EXECUTE FUNCTION leave_out_redacted();
CREATE TRIGGER redaction_is_final BEFORE UPDATE OR DELETE ON "Redaction"
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER redactions_are_not_emptied BEFORE TRUNCATE ON "Redaction" EXECUTE FUNCTION refuse_forgetting();
CREATE FUNCTION refuse_naming_redacted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the person % was redacted', OLD."id" USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END $$;
CREATE TRIGGER redacted_person_gets_no_name BEFORE UPDATE OF "names", "redactedAt" ON "Person"
  FOR EACH ROW WHEN (OLD."redactedAt" IS NOT NULL
    AND (NEW."redactedAt" IS DISTINCT FROM OLD."redactedAt" OR NEW."names" <> OLD."names"))
  EXECUTE FUNCTION refuse_naming_redacted();

-- A redaction is a change of the person: see the migration "versions".
DROP TRIGGER next_version_of_person ON "Person";
CREATE TRIGGER next_version_of_person BEFORE UPDATE OF
  "names", "country", "sample", "archived", "mergedIntoId", "redactedAt" ON "Person"
  FOR EACH ROW EXECUTE FUNCTION next_version();

-- Of the rows that retention deletes: a value goes with the last audit record that has its commitment.
CREATE OR REPLACE FUNCTION forget_audit_records(days int, at_most int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT AS $$
DECLARE
  deleted int;
BEGIN
  WITH gone AS (
    DELETE FROM "AuditRecord" WHERE "number" IN (
      SELECT oldest."number" FROM (SELECT "number", "at" FROM "AuditRecord" ORDER BY "number" LIMIT at_most) AS oldest
      WHERE oldest."at" < now() - greatest(make_interval(days => days), shortest_audit_retention()))
    RETURNING "number", "before" ->> 'personal' AS before, "after" ->> 'personal' AS after, "subjectId"
  ), forgotten AS (
    DELETE FROM "PersonalValue" AS personal USING gone
    WHERE personal."commitment" IN (gone.before, gone.after) AND NOT EXISTS (
      SELECT FROM "AuditRecord" AS kept
      WHERE kept."subjectId" = gone."subjectId" AND kept."number" NOT IN (SELECT "number" FROM gone)
        AND personal."commitment" IN (kept."before" ->> 'personal', kept."after" ->> 'personal'))
  )
  SELECT count(*) INTO deleted FROM gone;
  RETURN deleted;
END $$;
