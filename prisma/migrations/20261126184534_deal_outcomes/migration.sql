-- CreateEnum
CREATE TYPE "DealOutcomeKind" AS ENUM ('IN_FORCE', 'REALISED', 'LAPSED');

-- CreateTable
CREATE TABLE "DealOutcome" (
    "id" UUID NOT NULL,
    "dealId" UUID NOT NULL,
    "kind" "DealOutcomeKind" NOT NULL,
    "asOf" DATE NOT NULL,
    "amount" DECIMAL(24,4),
    "currencyCode" TEXT,
    "notes" JSONB,
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DealOutcome_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "_DealOutcomeToSource" (
    "A" UUID NOT NULL,
    "B" UUID NOT NULL,

    CONSTRAINT "_DealOutcomeToSource_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateIndex
CREATE INDEX "DealOutcome_dealId_asOf_idx" ON "DealOutcome"("dealId", "asOf");

-- CreateIndex
CREATE INDEX "_DealOutcomeToSource_B_index" ON "_DealOutcomeToSource"("B");

-- AddForeignKey
ALTER TABLE "DealOutcome" ADD CONSTRAINT "DealOutcome_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DealOutcome" ADD CONSTRAINT "DealOutcome_currencyCode_fkey" FOREIGN KEY ("currencyCode") REFERENCES "Currency"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_DealOutcomeToSource" ADD CONSTRAINT "_DealOutcomeToSource_A_fkey" FOREIGN KEY ("A") REFERENCES "DealOutcome"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_DealOutcomeToSource" ADD CONSTRAINT "_DealOutcomeToSource_B_fkey" FOREIGN KEY ("B") REFERENCES "Source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "DealOutcome"
  ADD CONSTRAINT outcome_amount_is_a_positive_number CHECK ("amount" > 0 AND "amount" <> 'NaN'),
  ADD CONSTRAINT outcome_amount_has_a_currency CHECK (("amount" IS NULL) = ("currencyCode" IS NULL)),
  ADD CONSTRAINT outcome_amount_fits_its_currency
    CHECK ("amount" = round("amount", currency_decimals("currencyCode"))),
  ADD CONSTRAINT outcome_amount_is_what_was_realised CHECK (("kind" = 'REALISED') = ("amount" IS NOT NULL)),
  ADD CONSTRAINT outcome_notes_are_localized CHECK (is_localized("notes"));

CREATE TRIGGER next_version_of_outcome BEFORE UPDATE OF
  "dealId", "kind", "asOf", "amount", "currencyCode", "notes", "sample" ON "DealOutcome"
  FOR EACH ROW EXECUTE FUNCTION next_version();

-- As in the migration "undo".
CREATE TRIGGER keep_changed_row AFTER INSERT OR UPDATE OR DELETE ON "DealOutcome" FOR EACH ROW
  WHEN (current_setting('pavilion.change', true) <> '') EXECUTE FUNCTION keep_changed_row('id');
CREATE TRIGGER keep_changed_row AFTER INSERT OR UPDATE OR DELETE ON "_DealOutcomeToSource" FOR EACH ROW
  WHEN (current_setting('pavilion.change', true) <> '') EXECUTE FUNCTION keep_changed_row('A', 'B');
