-- The rules of "speech_texts". They are a migration of their own because the new value of an enum cannot be used in the
-- transaction that adds it.

-- Until now a text became public with the end of its speech.
UPDATE "Speech" SET "textReleasedAt" = "finishedAt" WHERE "status" = 'FINISHED';
UPDATE "Speech" SET "rehearsalTextReleased" = true WHERE "rehearsalStatus" = 'FINISHED';

ALTER TABLE "Speech"
  ADD CONSTRAINT speech_text_is_released_with_a_text CHECK ("textReleasedAt" IS NULL OR "texts" IS NOT NULL),
  ADD CONSTRAINT speech_text_is_released_after_the_start CHECK ("textReleasedAt" IS NULL OR "startedAt" IS NOT NULL);

-- The release is a public change; that of a rehearsal is not.
DROP TRIGGER next_version_of_speech ON "Speech";
CREATE TRIGGER next_version_of_speech BEFORE UPDATE OF
  "exhibitionId", "speakerId", "office", "language", "texts", "paraphrase", "status", "textReleasedAt", "sample" ON "Speech"
  FOR EACH ROW EXECUTE FUNCTION next_version();

ALTER TABLE "Announcement" DROP CONSTRAINT announcement_names_its_subject;
ALTER TABLE "Announcement" ADD CONSTRAINT announcement_names_its_subject CHECK (
  ("kind" IN ('DEAL_SIGNED', 'DEAL_CORRECTED', 'DEAL_RETRACTED')) = ("dealId" IS NOT NULL)
  AND ("kind" IN ('SPEECH_STARTED', 'SPEECH_FINISHED', 'SPEECH_TEXT_RELEASED')) = ("speechId" IS NOT NULL)
  AND ("kind" IN ('CEREMONY_OPENED', 'CEREMONY_CLOSED', 'CEREMONY_UPDATED', 'CEREMONY_CANCELLED', 'CEREMONY_REOPENED'))
    = ("ceremonyId" IS NOT NULL));

-- A text that was released can be released again, corrected: each time is a round.
DROP INDEX one_announcement_per_speech_and_kind;
CREATE UNIQUE INDEX one_announcement_per_speech_and_kind
  ON "Announcement" ("streamId", "speechId", "kind", announcement_round("content"))
  WHERE "speechId" IS NOT NULL;
