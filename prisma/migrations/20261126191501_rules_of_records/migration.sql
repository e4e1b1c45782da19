-- The rules of "records". They are a migration of their own because the new values of an enum cannot be used in the
-- transaction that adds them.

ALTER TABLE "Deal"
  ADD CONSTRAINT deal_record_is_signed CHECK ("signedOn" IS NULL OR "status" IN ('SIGNED', 'RETRACTED'));
ALTER TABLE "Speech"
  ADD CONSTRAINT speech_record_is_finished CHECK ("givenOn" IS NULL OR "status" = 'FINISHED'),
  ADD CONSTRAINT speech_notes_are_localized CHECK (is_localized("notes"));

DROP TRIGGER next_version_of_deal ON "Deal";
CREATE TRIGGER next_version_of_deal BEFORE UPDATE OF
  "exhibitionId", "titles", "category", "instrument", "amount", "currencyCode", "industryId", "status", "notes", "sample",
  "searchText", "signedOn" ON "Deal" FOR EACH ROW EXECUTE FUNCTION next_version();
DROP TRIGGER next_version_of_speech ON "Speech";
CREATE TRIGGER next_version_of_speech BEFORE UPDATE OF
  "exhibitionId", "speakerId", "office", "language", "texts", "paraphrase", "status", "textReleasedAt", "givenOn", "notes",
  "sample" ON "Speech" FOR EACH ROW EXECUTE FUNCTION next_version();

ALTER TABLE "Announcement" DROP CONSTRAINT announcement_names_its_subject;
ALTER TABLE "Announcement" ADD CONSTRAINT announcement_names_its_subject CHECK (
  ("kind" IN ('DEAL_SIGNED', 'DEAL_CORRECTED', 'DEAL_RETRACTED', 'DEAL_RECORDED')) = ("dealId" IS NOT NULL)
  AND ("kind" IN ('SPEECH_STARTED', 'SPEECH_FINISHED', 'SPEECH_TEXT_RELEASED', 'SPEECH_RECORDED'))
    = ("speechId" IS NOT NULL)
  AND ("kind" IN ('CEREMONY_OPENED', 'CEREMONY_CLOSED', 'CEREMONY_UPDATED', 'CEREMONY_CANCELLED', 'CEREMONY_REOPENED'))
    = ("ceremonyId" IS NOT NULL));
DROP INDEX one_announcement_per_deal_and_kind;
CREATE UNIQUE INDEX one_announcement_per_deal_and_kind
  ON "Announcement" ("streamId", "dealId", "kind", announcement_round("content"))
  WHERE "kind" IN ('DEAL_SIGNED', 'DEAL_RETRACTED', 'DEAL_RECORDED');

-- The totals of a LIVE stream begin with the sum of these rows. From its first announcement on they are part of the record.
CREATE FUNCTION refuse_changing_opening_totals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM "AnnouncementStream" AS stream
    WHERE stream."exhibitionId" = coalesce(NEW."exhibitionId", OLD."exhibitionId") AND stream."mode" = 'LIVE'
      AND stream."head" > 0
  ) THEN
    RAISE EXCEPTION 'the stream has begun: its opening totals are final'
    USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER opening_totals_are_final BEFORE INSERT OR UPDATE OR DELETE ON "DealRecord"
  FOR EACH ROW EXECUTE FUNCTION refuse_changing_opening_totals();
CREATE TRIGGER opening_totals_are_not_emptied BEFORE TRUNCATE ON "DealRecord" EXECUTE FUNCTION refuse_forgetting();

-- As in the migration "undo".
CREATE TRIGGER keep_changed_row AFTER INSERT OR UPDATE OR DELETE ON "DealRecord" FOR EACH ROW
  WHEN (current_setting('pavilion.change', true) <> '') EXECUTE FUNCTION keep_changed_row('dealId');
