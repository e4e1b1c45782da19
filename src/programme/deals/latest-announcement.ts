import type { DealSnapshot, StreamMode } from '../../announcements/content.ts';
import { readDealSnapshot, type StoredDeal } from '../../announcements/read-deal-snapshot.ts';
import { sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';

export interface LatestAnnouncement {
  /** The deal as its newest announcement contains it. */
  deal: DealSnapshot;
  /** 0 for a deal of the opening totals that no announcement has changed. */
  sequence: number;
}

/**
 * latestAnnouncement reads the newest announcement of a deal in a stream. Null before the signing. Call it after
 * locking the deal.
 */
export async function latestAnnouncement(
  read: ReadRows,
  dealId: string,
  mode: StreamMode,
): Promise<LatestAnnouncement | null> {
  const [latest] = await read<{ deal: StoredDeal; sequence: number }>(sql`
    (SELECT announcement."content"->'deal' AS deal, announcement."sequence"
     FROM "Announcement" AS announcement JOIN "AnnouncementStream" AS stream ON stream."id" = announcement."streamId"
     WHERE announcement."dealId" = ${dealId}::uuid AND stream."mode" = ${mode}::"StreamMode"
     ORDER BY announcement."sequence" DESC LIMIT 1)
    UNION ALL
    SELECT "content", 0 FROM "DealRecord" WHERE "dealId" = ${dealId}::uuid AND ${mode}::text = 'LIVE'
    ORDER BY "sequence" DESC LIMIT 1`);
  return latest ? { deal: readDealSnapshot(latest.deal), sequence: latest.sequence } : null;
}
