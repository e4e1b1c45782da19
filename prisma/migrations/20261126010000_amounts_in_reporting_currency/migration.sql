-- The column holds an amount, not a rank.
ALTER TABLE "Deal" RENAME COLUMN "amountRank" TO "amountInReportingCurrency";
ALTER INDEX "Deal_amountRank_id_idx" RENAME TO "Deal_amountInReportingCurrency_id_idx";
ALTER INDEX "Deal_exhibitionId_amountRank_id_idx" RENAME TO "Deal_exhibitionId_amountInReportingCurrency_id_idx";
