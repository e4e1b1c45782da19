-- AlterTable
ALTER TABLE "IdempotencyKey" ADD COLUMN     "rehearsalOf" UUID;

-- CreateTable
CREATE TABLE "DatabaseGeneration" (
    "generation" TEXT NOT NULL,

    CONSTRAINT "DatabaseGeneration_pkey" PRIMARY KEY ("generation")
);

-- CreateIndex
CREATE INDEX "IdempotencyKey_rehearsalOf_idx" ON "IdempotencyKey"("rehearsalOf");

-- Keys whose results were announced in a rehearsal.
UPDATE "IdempotencyKey" AS stored SET "rehearsalOf" = stream."exhibitionId"
FROM "Announcement" AS announcement JOIN "AnnouncementStream" AS stream ON stream."id" = announcement."streamId"
WHERE stream."mode" = 'REHEARSAL' AND stored."result"->>'announcement' = announcement."id"::text;
