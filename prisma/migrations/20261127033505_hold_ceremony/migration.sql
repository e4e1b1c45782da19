-- AlterTable
ALTER TABLE "CeremonyControl" ADD COLUMN     "onHold" BOOLEAN NOT NULL DEFAULT false;
