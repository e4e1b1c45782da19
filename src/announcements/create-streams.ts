/** Creates the two streams of a new exhibition, and wipes the rehearsal. */
import { type Sql, sql } from '../database/sql.ts';
import { currentLineage, newEpoch } from './announce.ts';
import type { StreamMode } from './content.ts';
import { noTotals } from './totals.ts';

export function createStreams(exhibitionId: string): Sql[] {
  return (['LIVE', 'REHEARSAL'] satisfies StreamMode[]).map((mode) => {
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
}

/** Deletes the announcements of the rehearsal; cursors into them are answered with CURSOR_EXPIRED. */
export function wipeRehearsal(exhibitionId: string): Sql[] {
  const epoch = newEpoch();
  // The first statement locks the stream's row: what is announced meanwhile comes before it or after it.
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
