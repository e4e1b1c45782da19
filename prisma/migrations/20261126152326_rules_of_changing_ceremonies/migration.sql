-- The rules of "changing_ceremonies". They are a migration of their own because the new values of an enum cannot be used in
-- the transaction that adds them.

-- Ceremonies of one exhibition may be open side by side, in two halls.
DROP INDEX one_open_ceremony_per_exhibition;
DROP INDEX one_open_rehearsal_per_exhibition;

-- A ceremony that is cancelled was never opened; one that is reopened is not closed.
ALTER TABLE "Ceremony" DROP CONSTRAINT ceremony_opens_at_a_time;
ALTER TABLE "Ceremony" ADD CONSTRAINT ceremony_opens_at_a_time
  CHECK (("status" IN ('OPEN', 'CLOSED')) = ("openedAt" IS NOT NULL));

ALTER TABLE "ProgrammeItem" DROP CONSTRAINT programme_item_is_a_deal_or_a_speech;
ALTER TABLE "ProgrammeItem"
  ADD CONSTRAINT programme_item_is_one_thing CHECK (num_nonnulls("dealId", "speechId", "titles") = 1),
  ADD CONSTRAINT programme_item_titles_are_localized CHECK (is_localized("titles")),
  ADD CONSTRAINT programme_item_duration_is_positive CHECK ("durationSeconds" > 0),
  ADD CONSTRAINT programme_item_is_done_without_announcement CHECK (
    "titles" IS NOT NULL OR ("cue" <> 'DONE' AND "rehearsalCue" <> 'DONE'));

-- The title and the plan of an item belong to the programme, whose version counts their changes.
CREATE OR REPLACE FUNCTION next_programme_version_by_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Ceremony" SET "programmeVersion" = "programmeVersion" + 1
  WHERE "id" IN (
    SELECT unnest(ARRAY[moved."ceremonyId", before_moving."ceremonyId"])
    FROM moved JOIN before_moving ON before_moving."id" = moved."id"
    WHERE (moved."ceremonyId", moved."position", moved."titles", moved."startsAt", moved."durationSeconds")
      IS DISTINCT FROM (before_moving."ceremonyId", before_moving."position", before_moving."titles",
                        before_moving."startsAt", before_moving."durationSeconds"));
  RETURN NULL;
END $$;

ALTER TABLE "Announcement" DROP CONSTRAINT announcement_names_its_subject;
ALTER TABLE "Announcement" ADD CONSTRAINT announcement_names_its_subject CHECK (
  ("kind" IN ('DEAL_SIGNED', 'DEAL_CORRECTED', 'DEAL_RETRACTED')) = ("dealId" IS NOT NULL)
  AND ("kind" IN ('SPEECH_STARTED', 'SPEECH_FINISHED')) = ("speechId" IS NOT NULL)
  AND ("kind" IN ('CEREMONY_OPENED', 'CEREMONY_CLOSED', 'CEREMONY_UPDATED', 'CEREMONY_CANCELLED', 'CEREMONY_REOPENED'))
    = ("ceremonyId" IS NOT NULL));

-- A deal that was retracted can be signed again, and a ceremony that was closed can be reopened: each time is a round,
-- and in each round everything happens once. The first round has no key in the content.
CREATE FUNCTION announcement_round(content jsonb) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce((content->>'round')::int, 1)
$$;
DROP INDEX one_announcement_per_deal_and_kind;
CREATE UNIQUE INDEX one_announcement_per_deal_and_kind
  ON "Announcement" ("streamId", "dealId", "kind", announcement_round("content"))
  WHERE "kind" IN ('DEAL_SIGNED', 'DEAL_RETRACTED');
DROP INDEX one_announcement_per_ceremony_and_kind;
CREATE UNIQUE INDEX one_announcement_per_ceremony_and_kind
  ON "Announcement" ("streamId", "ceremonyId", "kind", announcement_round("content"))
  WHERE "ceremonyId" IS NOT NULL AND "kind" <> 'CEREMONY_UPDATED';
