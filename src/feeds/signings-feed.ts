/** The deals that are signed, the newest first, as they stand: corrections are applied, what was retracted is left out. */
import { dealColumns, dealRow, type FeedDeal, type FeedRow } from './feed-row.ts';

export interface SigningsData {
  deals: {
    nodes: readonly (FeedDeal & { signedOn: string | null; signedAt: string | null })[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

export const signingColumns: readonly string[] = ['number', ...dealColumns, 'signedOn', 'signedAt'];

/** `number` counts from the newest: 1 is the last signing. */
export function signingRows(pages: readonly SigningsData[]): FeedRow[] {
  return pages
    .flatMap(({ deals }) => deals.nodes)
    .map((deal, index) => ({
      number: String(index + 1),
      ...dealRow(deal),
      signedOn: deal.signedOn ?? '',
      signedAt: deal.signedAt ?? '',
    }));
}
