/**
 * Deals that were recorded before the first announcement of the LIVE stream. Their sum is where the totals of the stream
 * begin. The row of the stream is locked by the first statement, which changes nothing once there is an announcement;
 * then the trigger of "DealRecord" refuses the second one, and the next attempt of the verb finds a stream that has begun.
 */
import { rawSql, type Sql, sql } from '../database/sql.ts';
import type { ReadRows } from '../database/sql-transaction.ts';
import type { DealSnapshot } from './content.ts';
import { recordHashOf } from './content-hash.ts';
import { readDealSnapshot, type StoredDeal } from './read-deal-snapshot.ts';
import { type TotalsChange, withDeal, withoutDeal } from './totals.ts';

function changeTotals(exhibitionId: string, changes: readonly TotalsChange[]): Sql {
  return sql`
    UPDATE "AnnouncementStream" SET "totals" = totals_after("totals", ${JSON.stringify(changes)}::jsonb)
    WHERE "exhibitionId" = ${exhibitionId}::uuid AND "mode" = 'LIVE' AND "head" = 0`;
}

export function addToOpeningTotals(exhibitionId: string, deal: DealSnapshot): Sql[] {
  return [
    changeTotals(exhibitionId, [withDeal(deal)]),
    sql`INSERT INTO "DealRecord" ("dealId", "exhibitionId", "content", "contentHash")
        VALUES (${deal.id}::uuid, ${exhibitionId}::uuid, ${JSON.stringify(deal)}::jsonb, ${recordHashOf(deal)})`,
  ];
}

export function replaceInOpeningTotals(
  exhibitionId: string,
  before: DealSnapshot,
  after: DealSnapshot,
): Sql[] {
  return [
    changeTotals(exhibitionId, [withoutDeal(before), withDeal(after)]),
    sql`UPDATE "DealRecord" SET "content" = ${JSON.stringify(after)}::jsonb, "contentHash" = ${recordHashOf(after)}
        WHERE "dealId" = ${after.id}::uuid`,
  ];
}

/** In SQL, because a deletion reads no snapshot. It changes nothing for a deal that is not in the opening totals. */
export function removeFromOpeningTotals(dealId: string): Sql[] {
  return [
    sql`
      UPDATE "AnnouncementStream" AS stream SET "totals" = totals_after(stream."totals", jsonb_build_array(jsonb_build_object(
        'sign', -1, 'category', record."content"->'category', 'money', record."content"->'amount',
        'binding', record."content"->>'instrument' IN ('CONTRACT', 'FRAMEWORK_AGREEMENT'),
        'industry', record."content"#>'{industry,code}',
        'countries', (SELECT jsonb_agg(DISTINCT party#>'{organization,country}')
                      FROM jsonb_array_elements(record."content"->'parties') AS party))))
      FROM "DealRecord" AS record
      WHERE record."dealId" = ${dealId}::uuid AND stream."exhibitionId" = record."exhibitionId"
        AND stream."mode" = 'LIVE' AND stream."head" = 0`,
    sql`DELETE FROM "DealRecord" WHERE "dealId" = ${dealId}::uuid`,
  ];
}

/** The deal as it is in the opening totals of a stream that has not begun. Null for any other deal. */
export async function loadOpeningDeal(read: ReadRows, dealId: string): Promise<DealSnapshot | null> {
  const [record] = await read<{ content: StoredDeal }>(sql`
    SELECT record."content" FROM "DealRecord" AS record
    JOIN "AnnouncementStream" AS stream ON stream."exhibitionId" = record."exhibitionId" AND stream."mode" = 'LIVE'
    WHERE record."dealId" = ${dealId}::uuid AND stream."head" = 0`);
  return record ? readDealSnapshot(record.content) : null;
}

/** Over the alias `item` of a deal: the announcements of a stream whose totals begin with it. */
export const announcementsAfterOpening = sql`
  SELECT coalesce(max(stream."head"), 0)::int FROM "DealRecord" AS record
  JOIN "AnnouncementStream" AS stream ON stream."exhibitionId" = record."exhibitionId" AND stream."mode" = 'LIVE'
  WHERE record."dealId" = ${rawSql('item')}."id"`;
