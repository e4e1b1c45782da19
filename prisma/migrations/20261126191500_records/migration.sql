-- They are used in "rules_of_records".
ALTER TYPE "AnnouncementKind" ADD VALUE 'DEAL_RECORDED';
ALTER TYPE "AnnouncementKind" ADD VALUE 'SPEECH_RECORDED';

-- AlterTable
ALTER TABLE "Deal" ADD COLUMN     "signedOn" DATE;

-- AlterTable
ALTER TABLE "Speech" ADD COLUMN     "givenOn" DATE,
ADD COLUMN     "notes" JSONB;

-- CreateTable
CREATE TABLE "DealRecord" (
    "dealId" UUID NOT NULL,
    "exhibitionId" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DealRecord_pkey" PRIMARY KEY ("dealId")
);

-- CreateIndex
CREATE INDEX "DealRecord_exhibitionId_idx" ON "DealRecord"("exhibitionId");

-- AddForeignKey
ALTER TABLE "DealRecord" ADD CONSTRAINT "DealRecord_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
