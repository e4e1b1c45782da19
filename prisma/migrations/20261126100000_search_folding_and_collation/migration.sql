-- Names sort by the root collation of ICU instead of code points. Indexes and cursors compare with it too.
ALTER TABLE "Organization" ALTER COLUMN "sortName" TYPE TEXT COLLATE "und-x-icu";

-- Deals without an amount come last in ascending order as well (src/programme/deals/deal-filter.ts).
CREATE INDEX "Deal_ascending_amount_idx" ON "Deal"
  ((coalesce(nullif("amountInReportingCurrency", -1), 'Infinity'::numeric)), "id");
CREATE INDEX "Deal_exhibition_ascending_amount_idx" ON "Deal"
  ("exhibitionId", (coalesce(nullif("amountInReportingCurrency", -1), 'Infinity'::numeric)), "id");

-- The version of foldText with which the search columns were written (src/derived-columns/refresh-search-columns.ts).
CREATE TABLE "SearchFolding" (
  "version" INTEGER NOT NULL,

  CONSTRAINT "SearchFolding_pkey" PRIMARY KEY ("version")
);
