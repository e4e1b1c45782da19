-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "AnnouncementKind" ADD VALUE 'CEREMONY_UPDATED';
ALTER TYPE "AnnouncementKind" ADD VALUE 'CEREMONY_CANCELLED';
ALTER TYPE "AnnouncementKind" ADD VALUE 'CEREMONY_REOPENED';

-- AlterEnum
ALTER TYPE "CeremonyStatus" ADD VALUE 'CANCELLED';

-- AlterEnum
ALTER TYPE "Cue" ADD VALUE 'DONE';

-- AlterTable
ALTER TABLE "ProgrammeItem" ADD COLUMN     "durationSeconds" INTEGER,
ADD COLUMN     "startsAt" TIMESTAMPTZ(3),
ADD COLUMN     "titles" JSONB;

-- AlterTable
ALTER TABLE "Speech" ADD COLUMN     "ceremonyId" UUID,
ADD COLUMN     "rehearsalCeremonyId" UUID;

-- CreateIndex
CREATE INDEX "Speech_ceremonyId_idx" ON "Speech"("ceremonyId");

-- AddForeignKey
ALTER TABLE "Speech" ADD CONSTRAINT "Speech_ceremonyId_fkey" FOREIGN KEY ("ceremonyId") REFERENCES "Ceremony"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
