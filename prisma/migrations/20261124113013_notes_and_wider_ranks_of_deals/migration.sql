-- AlterTable
-- The rank holds any amount times any rate: eighteen digits times twelve.
ALTER TABLE "Deal" ADD COLUMN     "notes" JSONB,
ALTER COLUMN "amountRank" SET DATA TYPE DECIMAL(40,4);

ALTER TABLE "Deal"
  ADD CONSTRAINT deal_notes_are_localized CHECK (is_localized("notes"));
