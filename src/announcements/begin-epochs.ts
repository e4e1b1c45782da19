import type pg from 'pg';
import { sql } from '../database/sql.ts';
import { inSqlTransaction } from '../database/sql-transaction.ts';
import { currentLineage, newEpoch } from './announce.ts';

/**
 * beginEpochs begins an epoch in every stream, after its newest announcement, and a generation of the database: cursors
 * beyond what the database holds and responses that servers stored are of another lineage from now on. Servers may run
 * meanwhile. Returns the number of streams.
 */
export async function beginEpochs(pool: pg.Pool): Promise<number> {
  await inSqlTransaction(pool, async () => ({
    value: null,
    statements: [
      sql`DELETE FROM "DatabaseGeneration"`,
      sql`INSERT INTO "DatabaseGeneration" ("generation") VALUES (${newEpoch()})`,
    ],
  }));
  const { value } = await inSqlTransaction(pool, async (read) => {
    const streams = await read<{ id: string }>(
      sql`SELECT "id" FROM "AnnouncementStream" ORDER BY "id" FOR NO KEY UPDATE`,
    );
    const ids = streams.map(({ id }) => id);
    const epochs = ids.map(newEpoch);
    return {
      value: ids.length,
      statements: [
        sql`
          INSERT INTO "StreamEpoch" ("epoch", "streamId", "ordinal", "afterSequence")
          SELECT begun.epoch, stream."id",
                 1 + (SELECT max("ordinal") FROM "StreamEpoch" WHERE "streamId" = stream."id"), stream."head"
          FROM unnest(${ids}::uuid[], ${epochs}::text[]) AS begun(id, epoch)
          JOIN "AnnouncementStream" AS stream ON stream."id" = begun.id`,
        sql`
          UPDATE "AnnouncementStream" AS stream SET "epoch" = begun.epoch, "lineage" = ${currentLineage}
          FROM unnest(${ids}::uuid[], ${epochs}::text[]) AS begun(id, epoch) WHERE stream."id" = begun.id`,
        sql`
          UPDATE "WallControl" SET "epoch" = left(md5(random()::text || "exhibitionId"::text), 12), "lineage" = ${currentLineage}`,
      ],
    };
  });
  return value;
}
