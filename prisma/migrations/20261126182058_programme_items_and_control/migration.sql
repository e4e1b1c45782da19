-- CreateEnum
CREATE TYPE "TitledItemKind" AS ENUM ('ANTHEM', 'VIDEO', 'AWARD', 'PHOTO', 'BREAK', 'OTHER');

-- AlterTable
ALTER TABLE "ProgrammeItem" ADD COLUMN     "titledKind" "TitledItemKind";

-- CreateTable
CREATE TABLE "CeremonyControl" (
    "ceremonyId" UUID NOT NULL,
    "mode" "StreamMode" NOT NULL,
    "holder" TEXT,
    "holderName" TEXT,
    "acquiredAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "offeredAt" TIMESTAMPTZ(3),
    "takenOverFrom" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "CeremonyControl_pkey" PRIMARY KEY ("ceremonyId","mode")
);

-- AddForeignKey
ALTER TABLE "CeremonyControl" ADD CONSTRAINT "CeremonyControl_ceremonyId_fkey" FOREIGN KEY ("ceremonyId") REFERENCES "Ceremony"("id") ON DELETE CASCADE ON UPDATE CASCADE;

UPDATE "ProgrammeItem" SET "titledKind" = 'OTHER' WHERE "titles" IS NOT NULL;
ALTER TABLE "ProgrammeItem"
  ADD CONSTRAINT programme_item_has_a_kind_if_it_has_a_title CHECK (("titles" IS NULL) = ("titledKind" IS NULL));

-- The kind of an item belongs to the programme, like its title.
CREATE OR REPLACE FUNCTION next_programme_version_by_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Ceremony" SET "programmeVersion" = "programmeVersion" + 1
  WHERE "id" IN (
    SELECT unnest(ARRAY[moved."ceremonyId", before_moving."ceremonyId"])
    FROM moved JOIN before_moving ON before_moving."id" = moved."id"
    WHERE (moved."ceremonyId", moved."position", moved."titles", moved."titledKind", moved."startsAt",
           moved."durationSeconds")
      IS DISTINCT FROM (before_moving."ceremonyId", before_moving."position", before_moving."titles",
                        before_moving."titledKind", before_moving."startsAt", before_moving."durationSeconds"));
  RETURN NULL;
END $$;

ALTER TABLE "CeremonyControl"
  ADD CONSTRAINT control_ends_after_it_begins CHECK ("expiresAt" >= "acquiredAt"),
  ADD CONSTRAINT control_names_its_holder CHECK (("holder" IS NULL) = ("holderName" IS NULL)),
  ADD CONSTRAINT control_is_offered_by_its_holder CHECK ("offeredAt" IS NULL OR "holder" IS NOT NULL),
  ADD CONSTRAINT control_version_is_positive CHECK ("version" > 0);
