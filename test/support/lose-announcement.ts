import type pg from 'pg';
import { beginEpochs } from '../../src/announcements/begin-epochs.ts';

/** The database is restored from a backup of before the newest LIVE announcement. Postgres itself does not show it. */
export async function loseNewestAnnouncement(pool: pg.Pool): Promise<void> {
  await pool.query(`
    ALTER TABLE "Announcement" DISABLE TRIGGER USER;
    DELETE FROM "Announcement" USING "AnnouncementStream" AS stream
    WHERE stream."id" = "streamId" AND stream."mode" = 'LIVE' AND "sequence" = stream."head";
    UPDATE "AnnouncementStream" SET "head" = "head" - 1 WHERE "mode" = 'LIVE';
    UPDATE "Deal" SET "status" = 'PLANNED', "signedAt" = NULL, "ceremonyId" = NULL WHERE "signedAt" = (SELECT max("signedAt") FROM "Deal");
    ALTER TABLE "Announcement" ENABLE TRIGGER USER`);
}

/** As above, and the operator has begun new epochs. */
export async function restoreOlderBackup(pool: pg.Pool): Promise<void> {
  await loseNewestAnnouncement(pool);
  await beginEpochs(pool);
}
