-- CreateEnum
CREATE TYPE "Cue" AS ENUM ('NONE', 'CUED', 'HELD');

-- AlterTable
ALTER TABLE "ProgrammeItem" ADD COLUMN     "cue" "Cue" NOT NULL DEFAULT 'NONE',
ADD COLUMN     "rehearsalCue" "Cue" NOT NULL DEFAULT 'NONE';
