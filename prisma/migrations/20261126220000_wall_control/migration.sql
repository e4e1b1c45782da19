-- CreateTable
CREATE TABLE "WallControl" (
    "id" UUID NOT NULL,
    "exhibitionId" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "epoch" TEXT NOT NULL,
    "lineage" TEXT NOT NULL,
    "settings" JSONB NOT NULL,

    CONSTRAINT "WallControl_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "WallControl_exhibitionId_key" ON "WallControl"("exhibitionId");

-- AddForeignKey
ALTER TABLE "WallControl" ADD CONSTRAINT "WallControl_exhibitionId_fkey" FOREIGN KEY ("exhibitionId") REFERENCES "Exhibition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "WallControl" ADD CONSTRAINT wall_control_settings_have_named_walls
  CHECK (coalesce(jsonb_typeof("settings"->'named') = 'array', false));

CREATE TRIGGER next_version_of_wall_control BEFORE UPDATE OF "settings" ON "WallControl"
  FOR EACH ROW EXECUTE FUNCTION next_version();

-- Of each exhibition, as of one that is created from now on: nothing is set.
INSERT INTO "WallControl" ("id", "exhibitionId", "epoch", "lineage", "settings")
SELECT gen_random_uuid(), stream."exhibitionId", replace(replace(left(encode(uuid_send(gen_random_uuid()), 'base64'), 12), '+', '-'), '/', '_'),
       stream."lineage", '{"all": null, "named": []}'
FROM "AnnouncementStream" AS stream WHERE stream."mode" = 'LIVE';

-- It goes with its exhibition, and comes back with it: see the migration "undo".
CREATE TRIGGER keep_changed_row AFTER INSERT OR UPDATE OR DELETE ON "WallControl" FOR EACH ROW
  WHEN (current_setting('pavilion.change', true) <> '') EXECUTE FUNCTION keep_changed_row('id');
