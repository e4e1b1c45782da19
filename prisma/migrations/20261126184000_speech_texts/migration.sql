-- AlterEnum
-- It is used in "rules_of_speech_texts".
ALTER TYPE "AnnouncementKind" ADD VALUE 'SPEECH_TEXT_RELEASED';

-- AlterTable
ALTER TABLE "Speech" ADD COLUMN     "rehearsalTextReleased" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "textReleasedAt" TIMESTAMPTZ(3),
ALTER COLUMN "texts" DROP NOT NULL;
