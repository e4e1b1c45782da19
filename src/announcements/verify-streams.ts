/** Reads every LIVE stream of a database in pages, and checks its totals, its hash chain and its commitments. */
import type pg from 'pg';
import { ChainCheck, type ChainedAnnouncement } from './check-chain.ts';
import { TotalsCheck } from './check-totals.ts';
import { readDealSnapshot, type StoredDeal } from './read-deal-snapshot.ts';
import type { TotalsState } from './totals.ts';

const pageSize = 500;

export interface VerifiedStream {
  slug: string;
  announcements: number;
  /** The deals that were recorded before the first announcement. */
  opening: number;
  problems: string[];
}

interface StreamRow {
  id: string;
  slug: string;
  head: number;
  totals: TotalsState;
  opening: StoredDeal[];
}

interface Row extends ChainedAnnouncement {
  content: { deal?: StoredDeal; before?: StoredDeal };
  totals: TotalsState;
}

const streamsQuery = `
  SELECT stream."id", exhibition."slug", stream."head", stream."totals",
         (SELECT coalesce(jsonb_agg(record."content"), '[]') FROM "DealRecord" AS record
          WHERE record."exhibitionId" = exhibition."id") AS opening
  FROM "AnnouncementStream" AS stream JOIN "Exhibition" AS exhibition ON exhibition."id" = stream."exhibitionId"
  WHERE stream."mode" = 'LIVE' ORDER BY exhibition."slug"`;
/** Totals per category of announcements of 0.1 are in "RecomputedTotals". */
const rowsQuery = `
  SELECT announcement."id", announcement."sequence", announcement."epoch", announcement."kind",
         announcement."announcedAt", announcement."content", announcement."contentHash", announcement."hash",
         announcement."previousHash", announcement."totals" -> 'rates' AS rates,
         announcement."totals" ->> 'reportingCurrency' AS "reportingCurrency",
         (SELECT jsonb_build_object('salt', personal."salt", 'value', personal."value")
          FROM "PersonalValue" AS personal
          WHERE personal."commitment" = announcement."content" #>> '{speech,speaker,commitment}') AS personal,
         coalesce(recomputed."totals", announcement."totals") AS totals
  FROM "Announcement" AS announcement
  LEFT JOIN "RecomputedTotals" AS recomputed ON recomputed."announcementId" = announcement."id"
  WHERE announcement."streamId" = $1 AND announcement."sequence" > $2
  ORDER BY announcement."sequence" LIMIT ${pageSize}`;

/** The streams are read at one moment: announcements that are made meanwhile do not matter. */
export async function verifyStreams(pool: pg.Pool): Promise<VerifiedStream[]> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows: streams } = await client.query<StreamRow>(streamsQuery);
    const verified: VerifiedStream[] = [];
    for (const stream of streams) verified.push(await verifyStream(client, stream));
    return verified;
  } finally {
    await client.query('ROLLBACK').catch(() => {});
    client.release();
  }
}

async function verifyStream(
  client: pg.PoolClient,
  { id, slug, head, totals, opening }: StreamRow,
): Promise<VerifiedStream> {
  const check = new TotalsCheck(opening.map(readDealSnapshot));
  const chain = new ChainCheck(id, opening);
  const problems: string[] = [];
  for (let after = 0, isLast = false; !isLast; ) {
    const { rows } = await client.query<Row>(rowsQuery, [id, after]);
    for (const announcement of rows) {
      const { content, ...row } = announcement;
      const deal = content.deal ? readDealSnapshot(content.deal) : null;
      const before = content.before && content.deal ? readDealSnapshot(content.before) : null;
      for (const problem of [...check.check({ ...row, deal, before }), ...chain.check(announcement)])
        problems.push(`announcement ${row.sequence}: ${problem}`);
    }
    isLast = rows.length < pageSize;
    after = rows.at(-1)?.sequence ?? after;
  }
  if (check.sequence !== head)
    problems.push(`the head is ${head}, the newest announcement is ${check.sequence}`);
  for (const problem of check.compare(totals)) problems.push(`the totals of the stream: ${problem}`);
  return { slug, announcements: check.sequence, opening: opening.length, problems };
}
