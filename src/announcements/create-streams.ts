import { type Sql, sql } from '../database/sql.ts';
import { currentLineage, newEpoch } from './announce.ts';
import type { StreamMode } from './content.ts';
import { noTotals } from './totals.ts';
import { unsetWallControl, type WallControlSettings } from './wall-control.ts';

/**
 * createStreams returns the statements that insert the LIVE and the REHEARSAL stream of a new exhibition, and the row of
 * its wall control.
 */
export function createStreams(exhibitionId: string): Sql[] {
  const streams = (['LIVE', 'REHEARSAL'] satisfies StreamMode[]).map((mode) => {
    const epoch = newEpoch();
    return sql`
      WITH stream AS (
        INSERT INTO "AnnouncementStream" ("id", "exhibitionId", "mode", "totals", "lineage", "epoch")
        SELECT gen_random_uuid(), ${exhibitionId}::uuid, ${mode}::"StreamMode", ${JSON.stringify(noTotals())}::jsonb,
               ${currentLineage}, ${epoch}
        RETURNING "id"
      )
      INSERT INTO "StreamEpoch" ("epoch", "streamId", "ordinal", "afterSequence") SELECT ${epoch}, "id", 0, 0 FROM stream`;
  });
  return [
    ...streams,
    sql`
      INSERT INTO "WallControl" ("id", "exhibitionId", "epoch", "lineage", "settings")
      SELECT gen_random_uuid(), ${exhibitionId}::uuid, ${newEpoch()}, ${currentLineage}, ${JSON.stringify(unsetWallControl)}::jsonb`,
  ];
}

/** clearRehearsal deletes the announcements of the rehearsal. Their cursors give CURSOR_EXPIRED. */
export function clearRehearsal(exhibitionId: string): Sql[] {
  const epoch = newEpoch();
  // The first statement locks the row of the stream, so a concurrent announcement is inserted before or after all of them.
  return [
    sql`
      UPDATE "AnnouncementStream" SET "head" = 0, "lastAnnouncedAt" = NULL, "epoch" = ${epoch}, "totals" = ${JSON.stringify(noTotals())}::jsonb
      WHERE "exhibitionId" = ${exhibitionId}::uuid AND "mode" = 'REHEARSAL'`,
    sql`
      DELETE FROM "Announcement" USING "AnnouncementStream" AS stream
      WHERE stream."id" = "streamId" AND stream."exhibitionId" = ${exhibitionId}::uuid AND stream."mode" = 'REHEARSAL'`,
    sql`
      INSERT INTO "StreamEpoch" ("epoch", "streamId", "ordinal", "afterSequence")
      SELECT ${epoch}, stream."id", (SELECT count(*) FROM "StreamEpoch" WHERE "streamId" = stream."id"), 0
      FROM "AnnouncementStream" AS stream
      WHERE stream."exhibitionId" = ${exhibitionId}::uuid AND stream."mode" = 'REHEARSAL'`,
  ];
}

/** setWallControlSql writes the next version. The first one on another lineage begins an epoch, as in announce.ts. */
export function setWallControlSql(exhibitionId: string, settings: WallControlSettings): Sql {
  return sql`
    UPDATE "WallControl" SET
      "settings" = ${JSON.stringify(settings)}::jsonb,
      "epoch" = CASE "lineage" WHEN here."current" THEN "epoch" ELSE ${newEpoch()} END,
      "lineage" = here."current"
    FROM (SELECT ${currentLineage} AS "current") AS here
    WHERE "exhibitionId" = ${exhibitionId}::uuid`;
}
