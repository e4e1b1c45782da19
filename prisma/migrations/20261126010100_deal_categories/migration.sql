CREATE TYPE "DealCategory" AS ENUM ('INVESTMENT', 'TRADE', 'COOPERATION');

ALTER TABLE "Deal" ADD COLUMN "category" "DealCategory";

-- Deals of 0.1 have no category. It follows from the roles of their parties, and the first rule that fits counts:
--   1. an INVESTOR or a HOST  INVESTMENT, whoever else is a party: money goes into a project;
--   2. a BUYER or a SELLER    TRADE;
--   3. PARTNERs only          COOPERATION.
-- src/announcements/deal-category.ts has the same rule for announcements that 0.1 wrote.
UPDATE "Deal" AS deal SET "category" = coalesce(
  (SELECT CASE
     WHEN bool_or(party."role" IN ('INVESTOR', 'HOST')) THEN 'INVESTMENT'
     WHEN bool_or(party."role" IN ('BUYER', 'SELLER')) THEN 'TRADE'
   END FROM "DealParty" AS party WHERE party."dealId" = deal."id"),
  'COOPERATION')::"DealCategory";

ALTER TABLE "Deal" ALTER COLUMN "category" SET NOT NULL;

CREATE INDEX "Deal_category_idx" ON "Deal"("category");
