-- CreateEnum
CREATE TYPE "OrganizationKind" AS ENUM ('COMPANY', 'PUBLIC_BODY');

-- CreateEnum
CREATE TYPE "PublicBodyKind" AS ENUM ('GOVERNMENT', 'CITY', 'ZONE', 'PARK', 'CHAMBER');

-- CreateEnum
CREATE TYPE "ExhibitorRole" AS ENUM ('MAIN', 'CO');

-- CreateEnum
CREATE TYPE "Instrument" AS ENUM ('CONTRACT', 'FRAMEWORK_AGREEMENT', 'MEMORANDUM_OF_UNDERSTANDING', 'LETTER_OF_INTENT');

-- CreateEnum
CREATE TYPE "DealStatus" AS ENUM ('PLANNED', 'SIGNED', 'WITHDRAWN', 'RETRACTED');

-- CreateEnum
CREATE TYPE "PartyRole" AS ENUM ('INVESTOR', 'HOST', 'BUYER', 'SELLER', 'PARTNER');

-- CreateEnum
CREATE TYPE "SpeechStatus" AS ENUM ('SCHEDULED', 'STARTED', 'FINISHED');

-- CreateEnum
CREATE TYPE "CeremonyKind" AS ENUM ('OPENING', 'SIGNING', 'CLOSING');

-- CreateEnum
CREATE TYPE "CeremonyStatus" AS ENUM ('PLANNED', 'OPEN', 'CLOSED');

-- CreateEnum
CREATE TYPE "StreamMode" AS ENUM ('LIVE', 'REHEARSAL');

-- CreateEnum
CREATE TYPE "AnnouncementKind" AS ENUM ('DEAL_SIGNED', 'DEAL_CORRECTED', 'DEAL_RETRACTED', 'SPEECH_STARTED', 'SPEECH_FINISHED', 'CEREMONY_OPENED', 'CEREMONY_CLOSED', 'NOTICE');

-- CreateEnum
CREATE TYPE "FigureMetric" AS ENUM ('PROJECTS', 'INVESTMENT', 'FOREIGN_FUNDED_PROJECTS', 'FOREIGN_FUNDED_INVESTMENT', 'LETTERS_OF_INTENT', 'TRADE', 'PARTICIPANTS', 'GUESTS', 'EXHIBITORS', 'BUYERS', 'BOOTHS', 'EXHIBITION_AREAS', 'FLOOR_AREA');

-- CreateEnum
CREATE TYPE "FigureQualifier" AS ENUM ('EXACT', 'ABOUT', 'ALMOST', 'MORE_THAN');

-- CreateEnum
CREATE TYPE "FigureScope" AS ENUM ('CEREMONY', 'EDITION', 'CUMULATIVE');

-- CreateTable
CREATE TABLE "Currency" (
    "code" TEXT NOT NULL,
    "decimals" INTEGER NOT NULL,

    CONSTRAINT "Currency_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Industry" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "names" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Industry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExhibitionSeries" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "names" JSONB NOT NULL,
    "hostCity" JSONB NOT NULL,
    "hostCountry" TEXT NOT NULL,
    "hostSubdivision" TEXT,
    "partnerCountries" TEXT[],
    "heldSince" INTEGER,
    "organizerId" UUID,
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ExhibitionSeries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Exhibition" (
    "id" UUID NOT NULL,
    "seriesId" UUID NOT NULL,
    "edition" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "names" JSONB NOT NULL,
    "theme" JSONB,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE NOT NULL,
    "timeZone" TEXT NOT NULL,
    "languages" TEXT[],
    "reportingCurrencyCode" TEXT NOT NULL,
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Exhibition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FocusIndustry" (
    "exhibitionId" UUID NOT NULL,
    "industryId" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "FocusIndustry_pkey" PRIMARY KEY ("exhibitionId","industryId")
);

-- CreateTable
CREATE TABLE "Venue" (
    "id" UUID NOT NULL,
    "exhibitionId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "names" JSONB NOT NULL,
    "city" JSONB NOT NULL,
    "country" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,

    CONSTRAINT "Venue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExchangeRate" (
    "exhibitionId" UUID NOT NULL,
    "currencyCode" TEXT NOT NULL,
    "rate" DECIMAL(24,12) NOT NULL,
    "date" DATE NOT NULL,
    "source" TEXT NOT NULL,
    "sample" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "ExchangeRate_pkey" PRIMARY KEY ("exhibitionId","currencyCode")
);

-- CreateTable
CREATE TABLE "Organization" (
    "id" UUID NOT NULL,
    "kind" "OrganizationKind" NOT NULL,
    "bodyKind" "PublicBodyKind",
    "names" JSONB NOT NULL,
    "country" TEXT NOT NULL,
    "industryId" UUID,
    "website" TEXT,
    "publicSince" TIMESTAMPTZ(3),
    "searchText" TEXT NOT NULL,
    "searchGrams" TEXT[],
    "sortName" TEXT NOT NULL,
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Exhibitor" (
    "id" UUID NOT NULL,
    "exhibitionId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "role" "ExhibitorRole" NOT NULL,
    "mainExhibitorId" UUID,
    "hall" TEXT,
    "booth" TEXT,
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Exhibitor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Deal" (
    "id" UUID NOT NULL,
    "exhibitionId" UUID NOT NULL,
    "titles" JSONB NOT NULL,
    "instrument" "Instrument" NOT NULL,
    "amount" DECIMAL(24,4),
    "currencyCode" TEXT,
    "industryId" UUID NOT NULL,
    "status" "DealStatus" NOT NULL DEFAULT 'PLANNED',
    "rehearsalStatus" "DealStatus" NOT NULL DEFAULT 'PLANNED',
    "signedAt" TIMESTAMPTZ(3),
    "ceremonyId" UUID,
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "latestAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "amountRank" DECIMAL(24,4) NOT NULL DEFAULT -1,
    "countries" TEXT[],
    "searchText" TEXT NOT NULL,
    "searchGrams" TEXT[],

    CONSTRAINT "Deal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DealParty" (
    "dealId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "role" "PartyRole" NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "DealParty_pkey" PRIMARY KEY ("dealId","organizationId")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" UUID NOT NULL,
    "names" JSONB NOT NULL,
    "country" TEXT NOT NULL,
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Speech" (
    "id" UUID NOT NULL,
    "exhibitionId" UUID NOT NULL,
    "speakerId" UUID NOT NULL,
    "office" JSONB NOT NULL,
    "language" TEXT NOT NULL,
    "texts" JSONB NOT NULL,
    "paraphrase" BOOLEAN NOT NULL DEFAULT false,
    "status" "SpeechStatus" NOT NULL DEFAULT 'SCHEDULED',
    "rehearsalStatus" "SpeechStatus" NOT NULL DEFAULT 'SCHEDULED',
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Speech_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Ceremony" (
    "id" UUID NOT NULL,
    "exhibitionId" UUID NOT NULL,
    "kind" "CeremonyKind" NOT NULL,
    "names" JSONB NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3),
    "invitedGuests" INTEGER,
    "status" "CeremonyStatus" NOT NULL DEFAULT 'PLANNED',
    "rehearsalStatus" "CeremonyStatus" NOT NULL DEFAULT 'PLANNED',
    "openedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Ceremony_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CeremonyVenue" (
    "ceremonyId" UUID NOT NULL,
    "venueId" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "CeremonyVenue_pkey" PRIMARY KEY ("ceremonyId","venueId")
);

-- CreateTable
CREATE TABLE "ProgrammeItem" (
    "id" UUID NOT NULL,
    "ceremonyId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "dealId" UUID,
    "speechId" UUID,

    CONSTRAINT "ProgrammeItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AnnouncementStream" (
    "id" UUID NOT NULL,
    "exhibitionId" UUID NOT NULL,
    "mode" "StreamMode" NOT NULL,
    "head" INTEGER NOT NULL DEFAULT 0,
    "totals" JSONB NOT NULL,
    "lineage" TEXT NOT NULL,
    "epoch" TEXT NOT NULL,

    CONSTRAINT "AnnouncementStream_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StreamEpoch" (
    "epoch" TEXT NOT NULL,
    "streamId" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "afterSequence" INTEGER NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StreamEpoch_pkey" PRIMARY KEY ("epoch")
);

-- CreateTable
CREATE TABLE "Announcement" (
    "id" UUID NOT NULL,
    "streamId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "epoch" TEXT NOT NULL,
    "kind" "AnnouncementKind" NOT NULL,
    "announcedAt" TIMESTAMPTZ(3) NOT NULL,
    "dealId" UUID,
    "speechId" UUID,
    "ceremonyId" UUID,
    "content" JSONB NOT NULL,
    "totals" JSONB NOT NULL,

    CONSTRAINT "Announcement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Source" (
    "id" UUID NOT NULL,
    "publisher" TEXT NOT NULL,
    "reference" TEXT NOT NULL DEFAULT '',
    "publishedOn" DATE NOT NULL,
    "url" TEXT,

    CONSTRAINT "Source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReportedFigure" (
    "id" UUID NOT NULL,
    "seriesId" UUID NOT NULL,
    "exhibitionId" UUID,
    "ceremonyId" UUID,
    "metric" "FigureMetric" NOT NULL,
    "value" DECIMAL(24,4) NOT NULL,
    "currencyCode" TEXT,
    "qualifier" "FigureQualifier" NOT NULL,
    "scope" "FigureScope" NOT NULL,
    "fromEdition" INTEGER,
    "toEdition" INTEGER,
    "asOf" DATE NOT NULL,
    "notes" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ReportedFigure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IdempotencyKey" (
    "actor" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "mutation" TEXT NOT NULL,
    "inputHash" TEXT NOT NULL,
    "result" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("actor","key")
);

-- CreateTable
CREATE TABLE "AuditRecord" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,
    "mutation" TEXT NOT NULL,
    "exhibitionId" UUID,
    "subjectType" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "AuditRecord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "_DealToSource" (
    "A" UUID NOT NULL,
    "B" UUID NOT NULL,

    CONSTRAINT "_DealToSource_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_SourceToSpeech" (
    "A" UUID NOT NULL,
    "B" UUID NOT NULL,

    CONSTRAINT "_SourceToSpeech_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_ReportedFigureToSource" (
    "A" UUID NOT NULL,
    "B" UUID NOT NULL,

    CONSTRAINT "_ReportedFigureToSource_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateIndex
CREATE UNIQUE INDEX "Industry_code_key" ON "Industry"("code");

-- CreateIndex
CREATE UNIQUE INDEX "ExhibitionSeries_slug_key" ON "ExhibitionSeries"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Exhibition_slug_key" ON "Exhibition"("slug");

-- CreateIndex
CREATE INDEX "Exhibition_startsOn_id_idx" ON "Exhibition"("startsOn", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Exhibition_seriesId_edition_key" ON "Exhibition"("seriesId", "edition");

-- CreateIndex
CREATE UNIQUE INDEX "Venue_exhibitionId_position_key" ON "Venue"("exhibitionId", "position");

-- CreateIndex
CREATE INDEX "Organization_kind_sortName_id_idx" ON "Organization"("kind", "sortName", "id");

-- CreateIndex
CREATE INDEX "Organization_kind_country_sortName_id_idx" ON "Organization"("kind", "country", "sortName", "id");

-- CreateIndex
CREATE INDEX "Organization_industryId_idx" ON "Organization"("industryId");

-- CreateIndex
CREATE INDEX "Organization_searchGrams_idx" ON "Organization" USING GIN ("searchGrams");

-- CreateIndex
CREATE INDEX "Exhibitor_organizationId_idx" ON "Exhibitor"("organizationId");

-- CreateIndex
CREATE INDEX "Exhibitor_mainExhibitorId_idx" ON "Exhibitor"("mainExhibitorId");

-- CreateIndex
CREATE UNIQUE INDEX "Exhibitor_exhibitionId_organizationId_key" ON "Exhibitor"("exhibitionId", "organizationId");

-- CreateIndex
CREATE INDEX "Deal_latestAt_id_idx" ON "Deal"("latestAt", "id");

-- CreateIndex
CREATE INDEX "Deal_exhibitionId_latestAt_id_idx" ON "Deal"("exhibitionId", "latestAt", "id");

-- CreateIndex
CREATE INDEX "Deal_exhibitionId_amountRank_id_idx" ON "Deal"("exhibitionId", "amountRank", "id");

-- CreateIndex
CREATE INDEX "Deal_amountRank_id_idx" ON "Deal"("amountRank", "id");

-- CreateIndex
CREATE INDEX "Deal_industryId_latestAt_id_idx" ON "Deal"("industryId", "latestAt", "id");

-- CreateIndex
CREATE INDEX "Deal_currencyCode_amount_idx" ON "Deal"("currencyCode", "amount");

-- CreateIndex
CREATE INDEX "Deal_ceremonyId_idx" ON "Deal"("ceremonyId");

-- CreateIndex
CREATE INDEX "Deal_countries_idx" ON "Deal" USING GIN ("countries");

-- CreateIndex
CREATE INDEX "Deal_searchGrams_idx" ON "Deal" USING GIN ("searchGrams");

-- CreateIndex
CREATE INDEX "DealParty_organizationId_idx" ON "DealParty"("organizationId");

-- CreateIndex
CREATE UNIQUE INDEX "DealParty_dealId_position_key" ON "DealParty"("dealId", "position");

-- CreateIndex
CREATE INDEX "Speech_exhibitionId_id_idx" ON "Speech"("exhibitionId", "id");

-- CreateIndex
CREATE INDEX "Speech_speakerId_idx" ON "Speech"("speakerId");

-- CreateIndex
CREATE INDEX "Ceremony_exhibitionId_startsAt_idx" ON "Ceremony"("exhibitionId", "startsAt");

-- CreateIndex
CREATE INDEX "CeremonyVenue_venueId_idx" ON "CeremonyVenue"("venueId");

-- CreateIndex
CREATE UNIQUE INDEX "ProgrammeItem_dealId_key" ON "ProgrammeItem"("dealId");

-- CreateIndex
CREATE UNIQUE INDEX "ProgrammeItem_speechId_key" ON "ProgrammeItem"("speechId");

-- CreateIndex
CREATE UNIQUE INDEX "ProgrammeItem_ceremonyId_position_key" ON "ProgrammeItem"("ceremonyId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "AnnouncementStream_exhibitionId_mode_key" ON "AnnouncementStream"("exhibitionId", "mode");

-- CreateIndex
CREATE UNIQUE INDEX "StreamEpoch_streamId_ordinal_key" ON "StreamEpoch"("streamId", "ordinal");

-- CreateIndex
CREATE INDEX "Announcement_dealId_streamId_sequence_idx" ON "Announcement"("dealId", "streamId", "sequence");

-- CreateIndex
CREATE INDEX "Announcement_speechId_idx" ON "Announcement"("speechId");

-- CreateIndex
CREATE INDEX "Announcement_ceremonyId_idx" ON "Announcement"("ceremonyId");

-- CreateIndex
CREATE UNIQUE INDEX "Announcement_streamId_sequence_key" ON "Announcement"("streamId", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "Source_publisher_reference_publishedOn_key" ON "Source"("publisher", "reference", "publishedOn");

-- CreateIndex
CREATE INDEX "ReportedFigure_seriesId_asOf_idx" ON "ReportedFigure"("seriesId", "asOf");

-- CreateIndex
CREATE INDEX "ReportedFigure_exhibitionId_asOf_idx" ON "ReportedFigure"("exhibitionId", "asOf");

-- CreateIndex
CREATE INDEX "ReportedFigure_ceremonyId_idx" ON "ReportedFigure"("ceremonyId");

-- CreateIndex
CREATE INDEX "IdempotencyKey_createdAt_idx" ON "IdempotencyKey"("createdAt");

-- CreateIndex
CREATE INDEX "AuditRecord_exhibitionId_at_idx" ON "AuditRecord"("exhibitionId", "at");

-- CreateIndex
CREATE INDEX "AuditRecord_subjectId_at_idx" ON "AuditRecord"("subjectId", "at");

-- CreateIndex
CREATE INDEX "_DealToSource_B_index" ON "_DealToSource"("B");

-- CreateIndex
CREATE INDEX "_SourceToSpeech_B_index" ON "_SourceToSpeech"("B");

-- CreateIndex
CREATE INDEX "_ReportedFigureToSource_B_index" ON "_ReportedFigureToSource"("B");

-- AddForeignKey
ALTER TABLE "ExhibitionSeries" ADD CONSTRAINT "ExhibitionSeries_organizerId_fkey" FOREIGN KEY ("organizerId") REFERENCES "Organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Exhibition" ADD CONSTRAINT "Exhibition_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "ExhibitionSeries"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Exhibition" ADD CONSTRAINT "Exhibition_reportingCurrencyCode_fkey" FOREIGN KEY ("reportingCurrencyCode") REFERENCES "Currency"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FocusIndustry" ADD CONSTRAINT "FocusIndustry_exhibitionId_fkey" FOREIGN KEY ("exhibitionId") REFERENCES "Exhibition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FocusIndustry" ADD CONSTRAINT "FocusIndustry_industryId_fkey" FOREIGN KEY ("industryId") REFERENCES "Industry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Venue" ADD CONSTRAINT "Venue_exhibitionId_fkey" FOREIGN KEY ("exhibitionId") REFERENCES "Exhibition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExchangeRate" ADD CONSTRAINT "ExchangeRate_exhibitionId_fkey" FOREIGN KEY ("exhibitionId") REFERENCES "Exhibition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExchangeRate" ADD CONSTRAINT "ExchangeRate_currencyCode_fkey" FOREIGN KEY ("currencyCode") REFERENCES "Currency"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Organization" ADD CONSTRAINT "Organization_industryId_fkey" FOREIGN KEY ("industryId") REFERENCES "Industry"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Exhibitor" ADD CONSTRAINT "Exhibitor_exhibitionId_fkey" FOREIGN KEY ("exhibitionId") REFERENCES "Exhibition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Exhibitor" ADD CONSTRAINT "Exhibitor_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Exhibitor" ADD CONSTRAINT "Exhibitor_mainExhibitorId_fkey" FOREIGN KEY ("mainExhibitorId") REFERENCES "Exhibitor"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_exhibitionId_fkey" FOREIGN KEY ("exhibitionId") REFERENCES "Exhibition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_currencyCode_fkey" FOREIGN KEY ("currencyCode") REFERENCES "Currency"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_industryId_fkey" FOREIGN KEY ("industryId") REFERENCES "Industry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_ceremonyId_fkey" FOREIGN KEY ("ceremonyId") REFERENCES "Ceremony"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DealParty" ADD CONSTRAINT "DealParty_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DealParty" ADD CONSTRAINT "DealParty_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Speech" ADD CONSTRAINT "Speech_exhibitionId_fkey" FOREIGN KEY ("exhibitionId") REFERENCES "Exhibition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Speech" ADD CONSTRAINT "Speech_speakerId_fkey" FOREIGN KEY ("speakerId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ceremony" ADD CONSTRAINT "Ceremony_exhibitionId_fkey" FOREIGN KEY ("exhibitionId") REFERENCES "Exhibition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CeremonyVenue" ADD CONSTRAINT "CeremonyVenue_ceremonyId_fkey" FOREIGN KEY ("ceremonyId") REFERENCES "Ceremony"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CeremonyVenue" ADD CONSTRAINT "CeremonyVenue_venueId_fkey" FOREIGN KEY ("venueId") REFERENCES "Venue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProgrammeItem" ADD CONSTRAINT "ProgrammeItem_ceremonyId_fkey" FOREIGN KEY ("ceremonyId") REFERENCES "Ceremony"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProgrammeItem" ADD CONSTRAINT "ProgrammeItem_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProgrammeItem" ADD CONSTRAINT "ProgrammeItem_speechId_fkey" FOREIGN KEY ("speechId") REFERENCES "Speech"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnnouncementStream" ADD CONSTRAINT "AnnouncementStream_exhibitionId_fkey" FOREIGN KEY ("exhibitionId") REFERENCES "Exhibition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StreamEpoch" ADD CONSTRAINT "StreamEpoch_streamId_fkey" FOREIGN KEY ("streamId") REFERENCES "AnnouncementStream"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Announcement" ADD CONSTRAINT "Announcement_streamId_fkey" FOREIGN KEY ("streamId") REFERENCES "AnnouncementStream"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Announcement" ADD CONSTRAINT "Announcement_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Announcement" ADD CONSTRAINT "Announcement_speechId_fkey" FOREIGN KEY ("speechId") REFERENCES "Speech"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Announcement" ADD CONSTRAINT "Announcement_ceremonyId_fkey" FOREIGN KEY ("ceremonyId") REFERENCES "Ceremony"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportedFigure" ADD CONSTRAINT "ReportedFigure_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "ExhibitionSeries"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportedFigure" ADD CONSTRAINT "ReportedFigure_exhibitionId_fkey" FOREIGN KEY ("exhibitionId") REFERENCES "Exhibition"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportedFigure" ADD CONSTRAINT "ReportedFigure_ceremonyId_fkey" FOREIGN KEY ("ceremonyId") REFERENCES "Ceremony"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportedFigure" ADD CONSTRAINT "ReportedFigure_currencyCode_fkey" FOREIGN KEY ("currencyCode") REFERENCES "Currency"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuditRecord" ADD CONSTRAINT "AuditRecord_exhibitionId_fkey" FOREIGN KEY ("exhibitionId") REFERENCES "Exhibition"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_DealToSource" ADD CONSTRAINT "_DealToSource_A_fkey" FOREIGN KEY ("A") REFERENCES "Deal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_DealToSource" ADD CONSTRAINT "_DealToSource_B_fkey" FOREIGN KEY ("B") REFERENCES "Source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_SourceToSpeech" ADD CONSTRAINT "_SourceToSpeech_A_fkey" FOREIGN KEY ("A") REFERENCES "Source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_SourceToSpeech" ADD CONSTRAINT "_SourceToSpeech_B_fkey" FOREIGN KEY ("B") REFERENCES "Speech"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ReportedFigureToSource" ADD CONSTRAINT "_ReportedFigureToSource_A_fkey" FOREIGN KEY ("A") REFERENCES "ReportedFigure"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ReportedFigureToSource" ADD CONSTRAINT "_ReportedFigureToSource_B_fkey" FOREIGN KEY ("B") REFERENCES "Source"("id") ON DELETE CASCADE ON UPDATE CASCADE;
