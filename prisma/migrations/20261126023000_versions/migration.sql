-- A version of what is updated or published: a caller names the one that it saw (expectedVersion), so that what was
-- previewed is what is announced. Existing rows get version 1.
ALTER TABLE "Deal" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "Speech" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "Ceremony" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "programmeVersion" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "Exhibition" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "Organization" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;

CREATE FUNCTION next_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."version" := OLD."version" + 1;
  RETURN NEW;
END $$;

-- Whoever writes one of the listed columns makes a new version. Left out are the columns that change nothing of what is
-- announced: rehearsal statuses, the time of a status that is listed, what lists are ordered by, and the date since when
-- an organization is public. A deal's "searchText" stands for its parties, their names and their countries, from which
-- it is derived. test/contract/database/versions.test.ts lists the columns that are left out.
CREATE TRIGGER next_version_of_deal BEFORE UPDATE OF
  "exhibitionId", "titles", "category", "instrument", "amount", "currencyCode", "industryId", "status", "notes", "sample",
  "searchText" ON "Deal" FOR EACH ROW EXECUTE FUNCTION next_version();
CREATE TRIGGER next_version_of_speech BEFORE UPDATE OF
  "exhibitionId", "speakerId", "office", "language", "texts", "paraphrase", "status", "sample" ON "Speech"
  FOR EACH ROW EXECUTE FUNCTION next_version();
CREATE TRIGGER next_version_of_ceremony BEFORE UPDATE OF
  "exhibitionId", "kind", "names", "startsAt", "endsAt", "invitedGuests", "status", "sample" ON "Ceremony"
  FOR EACH ROW EXECUTE FUNCTION next_version();
CREATE TRIGGER next_version_of_exhibition BEFORE UPDATE OF
  "seriesId", "edition", "slug", "names", "theme", "startsOn", "endsOn", "timeZone", "languages", "reportingCurrencyCode",
  "sample" ON "Exhibition" FOR EACH ROW EXECUTE FUNCTION next_version();
CREATE TRIGGER next_version_of_organization BEFORE UPDATE OF
  "kind", "bodyKind", "names", "country", "industryId", "website", "sample" ON "Organization"
  FOR EACH ROW EXECUTE FUNCTION next_version();

-- A statement that adds, removes or moves programme items makes a new version of the programme; a cue does not.
CREATE FUNCTION next_programme_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Ceremony" SET "programmeVersion" = "programmeVersion" + 1
  WHERE "id" IN (SELECT "ceremonyId" FROM changed);
  RETURN NULL;
END $$;
CREATE FUNCTION next_programme_version_by_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Ceremony" SET "programmeVersion" = "programmeVersion" + 1
  WHERE "id" IN (
    SELECT moved."ceremonyId" FROM moved JOIN before_moving ON before_moving."id" = moved."id"
    WHERE moved."position" <> before_moving."position");
  RETURN NULL;
END $$;
CREATE TRIGGER next_programme_version_on_insert AFTER INSERT ON "ProgrammeItem"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION next_programme_version();
CREATE TRIGGER next_programme_version_on_delete AFTER DELETE ON "ProgrammeItem"
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION next_programme_version();
CREATE TRIGGER next_programme_version_on_update AFTER UPDATE ON "ProgrammeItem"
  REFERENCING OLD TABLE AS before_moving NEW TABLE AS moved FOR EACH STATEMENT
  EXECUTE FUNCTION next_programme_version_by_moves();
