-- AlterTable
ALTER TABLE "Organization" ADD COLUMN     "mergedIntoId" UUID;

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "mergedIntoId" UUID,
ADD COLUMN     "publicSince" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Organization_mergedIntoId_idx" ON "Organization"("mergedIntoId");

-- CreateIndex
CREATE INDEX "Person_mergedIntoId_idx" ON "Person"("mergedIntoId");

-- AddForeignKey
ALTER TABLE "Organization" ADD CONSTRAINT "Organization_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was merged is not in use any more.
ALTER TABLE "Organization" ADD CONSTRAINT organization_merged_is_archived
  CHECK ("mergedIntoId" IS NULL OR ("archived" AND "mergedIntoId" <> "id"));
ALTER TABLE "Person" ADD CONSTRAINT person_merged_is_archived
  CHECK ("mergedIntoId" IS NULL OR ("archived" AND "mergedIntoId" <> "id"));

-- Nothing comes to refer to what was merged, neither by a verb that runs beside the merge nor by an undo. The lock waits
-- for a merge that is not committed.
CREATE FUNCTION refuse_merged_organization() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  referred uuid := (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
  merged uuid;
BEGIN
  SELECT "mergedIntoId" INTO merged FROM "Organization" WHERE "id" = referred FOR KEY SHARE;
  IF merged IS NOT NULL THEN
    RAISE EXCEPTION 'the organization % was merged into another one', referred
    USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION refuse_merged_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  merged uuid;
BEGIN
  SELECT "mergedIntoId" INTO merged FROM "Person" WHERE "id" = NEW."speakerId" FOR KEY SHARE;
  IF merged IS NOT NULL THEN
    RAISE EXCEPTION 'the person % was merged into another one', NEW."speakerId"
    USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER deal_party_is_not_merged BEFORE INSERT OR UPDATE OF "organizationId" ON "DealParty"
  FOR EACH ROW EXECUTE FUNCTION refuse_merged_organization('organizationId');
CREATE TRIGGER exhibitor_is_not_merged BEFORE INSERT OR UPDATE OF "organizationId" ON "Exhibitor"
  FOR EACH ROW EXECUTE FUNCTION refuse_merged_organization('organizationId');
CREATE TRIGGER organizer_is_not_merged BEFORE INSERT OR UPDATE OF "organizerId" ON "ExhibitionSeries"
  FOR EACH ROW WHEN (NEW."organizerId" IS NOT NULL) EXECUTE FUNCTION refuse_merged_organization('organizerId');
CREATE TRIGGER speaker_is_not_merged BEFORE INSERT OR UPDATE OF "speakerId" ON "Speech"
  FOR EACH ROW EXECUTE FUNCTION refuse_merged_person();

-- A merge is a change of the duplicate: see the migration "versions".
DROP TRIGGER next_version_of_organization ON "Organization";
CREATE TRIGGER next_version_of_organization BEFORE UPDATE OF
  "kind", "bodyKind", "names", "country", "industryId", "website", "sample", "archived", "mergedIntoId" ON "Organization"
  FOR EACH ROW EXECUTE FUNCTION next_version();
DROP TRIGGER next_version_of_person ON "Person";
CREATE TRIGGER next_version_of_person BEFORE UPDATE OF "names", "country", "sample", "archived", "mergedIntoId" ON "Person"
  FOR EACH ROW EXECUTE FUNCTION next_version();

-- An undo of a merge gives the keys back: see the migration "undo".
CREATE TRIGGER keep_changed_row AFTER INSERT OR UPDATE OR DELETE ON "ExternalKey" FOR EACH ROW
  WHEN (current_setting('pavilion.change', true) <> '') EXECUTE FUNCTION keep_changed_row('type', 'scope', 'key');
