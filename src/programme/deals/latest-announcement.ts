import type { DealSnapshot, StreamMode } from '../../announcements/content.ts';
import { readDealSnapshot, type StoredDeal } from '../../announcements/read-deal-snapshot.ts';
import type { SqlTransaction } from '../../database/sql-transaction.ts';

export interface LatestAnnouncement {
  /** The deal as the newest announcement of it told. */
  deal: DealSnapshot;
  sequence: number;
  /** The sequence of the announcement that told its signing. */
  signedAs: number;
}

/** What was told last of a deal that was signed in that stream. The deal must be locked. */
export async function latestAnnouncement(
  tx: SqlTransaction,
  { id, exhibitionId }: { id: string; exhibitionId: string },
  mode: StreamMode,
): Promise<LatestAnnouncement> {
  const told = await tx.$queryRaw<{ deal: StoredDeal; sequence: number }[]>`
    SELECT announcement."content"->'deal' AS deal, announcement."sequence"
    FROM "Announcement" AS announcement JOIN "AnnouncementStream" AS stream ON stream."id" = announcement."streamId"
    WHERE announcement."dealId" = ${id}::uuid AND stream."exhibitionId" = ${exhibitionId}::uuid
      AND stream."mode" = ${mode}::"StreamMode"
    ORDER BY announcement."sequence"`;
  const [first, last] = [told.at(0), told.at(-1)];
  if (!first || !last) throw new Error(`deal ${id} is signed, but no announcement tells of it`);
  return { deal: readDealSnapshot(last.deal), sequence: last.sequence, signedAs: first.sequence };
}
