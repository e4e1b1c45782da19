-- DropForeignKey
ALTER TABLE "Announcement" DROP CONSTRAINT "Announcement_ceremonyId_fkey";

-- DropForeignKey
ALTER TABLE "Announcement" DROP CONSTRAINT "Announcement_dealId_fkey";

-- DropForeignKey
ALTER TABLE "Announcement" DROP CONSTRAINT "Announcement_speechId_fkey";

-- DropForeignKey
ALTER TABLE "AuditRecord" DROP CONSTRAINT "AuditRecord_exhibitionId_fkey";

-- DropForeignKey
ALTER TABLE "Deal" DROP CONSTRAINT "Deal_ceremonyId_fkey";

-- DropForeignKey
ALTER TABLE "ExhibitionSeries" DROP CONSTRAINT "ExhibitionSeries_organizerId_fkey";

-- DropForeignKey
ALTER TABLE "Exhibitor" DROP CONSTRAINT "Exhibitor_mainExhibitorId_fkey";

-- DropForeignKey
ALTER TABLE "Organization" DROP CONSTRAINT "Organization_industryId_fkey";

-- DropForeignKey
ALTER TABLE "ProgrammeItem" DROP CONSTRAINT "ProgrammeItem_dealId_fkey";

-- DropForeignKey
ALTER TABLE "ProgrammeItem" DROP CONSTRAINT "ProgrammeItem_speechId_fkey";

-- DropForeignKey
ALTER TABLE "ReportedFigure" DROP CONSTRAINT "ReportedFigure_ceremonyId_fkey";

-- DropForeignKey
ALTER TABLE "ReportedFigure" DROP CONSTRAINT "ReportedFigure_exhibitionId_fkey";

-- AlterTable
ALTER TABLE "Exhibition" ADD COLUMN     "archived" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "ExhibitionSeries" ADD COLUMN     "archived" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Exhibitor" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Industry" ADD COLUMN     "archived" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Organization" ADD COLUMN     "archived" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "archived" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "searchGrams" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "searchText" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "sortName" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "ReportedFigure" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Venue" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateIndex
CREATE INDEX "Person_sortName_id_idx" ON "Person"("sortName", "id");

-- CreateIndex
CREATE INDEX "Person_searchGrams_idx" ON "Person" USING GIN ("searchGrams");

-- AddForeignKey
ALTER TABLE "ExhibitionSeries" ADD CONSTRAINT "ExhibitionSeries_organizerId_fkey" FOREIGN KEY ("organizerId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Organization" ADD CONSTRAINT "Organization_industryId_fkey" FOREIGN KEY ("industryId") REFERENCES "Industry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Exhibitor" ADD CONSTRAINT "Exhibitor_mainExhibitorId_fkey" FOREIGN KEY ("mainExhibitorId") REFERENCES "Exhibitor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_ceremonyId_fkey" FOREIGN KEY ("ceremonyId") REFERENCES "Ceremony"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProgrammeItem" ADD CONSTRAINT "ProgrammeItem_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProgrammeItem" ADD CONSTRAINT "ProgrammeItem_speechId_fkey" FOREIGN KEY ("speechId") REFERENCES "Speech"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Announcement" ADD CONSTRAINT "Announcement_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Announcement" ADD CONSTRAINT "Announcement_speechId_fkey" FOREIGN KEY ("speechId") REFERENCES "Speech"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Announcement" ADD CONSTRAINT "Announcement_ceremonyId_fkey" FOREIGN KEY ("ceremonyId") REFERENCES "Ceremony"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportedFigure" ADD CONSTRAINT "ReportedFigure_exhibitionId_fkey" FOREIGN KEY ("exhibitionId") REFERENCES "Exhibition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportedFigure" ADD CONSTRAINT "ReportedFigure_ceremonyId_fkey" FOREIGN KEY ("ceremonyId") REFERENCES "Ceremony"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The version counts the columns that a person enters, as in the migration "versions".
CREATE TRIGGER next_version_of_industry BEFORE UPDATE OF "code", "names", "archived" ON "Industry"
  FOR EACH ROW EXECUTE FUNCTION next_version();
CREATE TRIGGER next_version_of_series BEFORE UPDATE OF
  "slug", "names", "hostCity", "hostCountry", "hostSubdivision", "partnerCountries", "heldSince", "organizerId", "sample",
  "archived" ON "ExhibitionSeries" FOR EACH ROW EXECUTE FUNCTION next_version();
CREATE TRIGGER next_version_of_venue BEFORE UPDATE OF "names", "city", "country", "timeZone" ON "Venue"
  FOR EACH ROW EXECUTE FUNCTION next_version();
CREATE TRIGGER next_version_of_exhibitor BEFORE UPDATE OF
  "exhibitionId", "organizationId", "role", "mainExhibitorId", "hall", "booth", "sample" ON "Exhibitor"
  FOR EACH ROW EXECUTE FUNCTION next_version();
CREATE TRIGGER next_version_of_person BEFORE UPDATE OF "names", "country", "sample", "archived" ON "Person"
  FOR EACH ROW EXECUTE FUNCTION next_version();
CREATE TRIGGER next_version_of_figure BEFORE UPDATE OF
  "seriesId", "exhibitionId", "ceremonyId", "metric", "value", "currencyCode", "qualifier", "scope", "fromEdition",
  "toEdition", "asOf", "notes" ON "ReportedFigure" FOR EACH ROW EXECUTE FUNCTION next_version();
-- Archiving is a change too.
DROP TRIGGER next_version_of_exhibition ON "Exhibition";
CREATE TRIGGER next_version_of_exhibition BEFORE UPDATE OF
  "seriesId", "edition", "slug", "names", "theme", "startsOn", "endsOn", "timeZone", "languages", "reportingCurrencyCode",
  "sample", "archived" ON "Exhibition" FOR EACH ROW EXECUTE FUNCTION next_version();
DROP TRIGGER next_version_of_organization ON "Organization";
CREATE TRIGGER next_version_of_organization BEFORE UPDATE OF
  "kind", "bodyKind", "names", "country", "industryId", "website", "sample", "archived" ON "Organization"
  FOR EACH ROW EXECUTE FUNCTION next_version();

-- People sort as organizations do: by the root collation of ICU.
ALTER TABLE "Person" ALTER COLUMN "sortName" TYPE TEXT COLLATE "und-x-icu";

-- An exhibition in which nothing was announced can be deleted, with its empty streams.
DROP TRIGGER live_stream_is_for_ever ON "AnnouncementStream";
CREATE TRIGGER live_stream_is_for_ever BEFORE DELETE ON "AnnouncementStream"
  FOR EACH ROW WHEN (OLD."mode" = 'LIVE' AND OLD."head" > 0) EXECUTE FUNCTION refuse_forgetting();
CREATE TRIGGER live_stream_stays_live BEFORE UPDATE OF "mode", "exhibitionId" ON "AnnouncementStream"
  FOR EACH ROW WHEN (OLD."mode" = 'LIVE') EXECUTE FUNCTION refuse_forgetting();
