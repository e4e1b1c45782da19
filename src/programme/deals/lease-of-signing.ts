import type { StreamMode } from '../../announcements/content.ts';
import { sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { type Lease, loadLease } from '../lease/lease.ts';

/** The lease of the ceremony at which the deal was signed: its operator repairs what was announced there. */
export function loadLeaseOfSigning(read: ReadRows, dealId: string, mode: StreamMode): Promise<Lease | null> {
  const ceremonyId =
    mode === 'LIVE'
      ? sql`SELECT "ceremonyId" FROM "Deal" WHERE "id" = ${dealId}::uuid`
      : sql`
          SELECT (announcement."content" #>> '{ceremony,id}')::uuid FROM "Announcement" AS announcement
          JOIN "AnnouncementStream" AS stream ON stream."id" = announcement."streamId"
          WHERE announcement."dealId" = ${dealId}::uuid AND announcement."kind" = 'DEAL_SIGNED'
            AND stream."mode" = 'REHEARSAL'
          ORDER BY announcement."sequence" DESC LIMIT 1`;
  return loadLease(read, ceremonyId, mode);
}
