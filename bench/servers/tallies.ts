/** A stream's stored totals, in the order and form of the query. */
interface StoredTally {
  deals: number;
  currencies: Record<string, { deals: number; amount: string }>;
}

export const categories = ['INVESTMENT', 'TRADE', 'COOPERATION'] as const;
type Category = (typeof categories)[number];
type StoredBreakdown = { [Name in Category]?: { binding?: StoredTally; nonBinding?: StoredTally } };

export interface Tallies {
  industries: Record<string, StoredBreakdown>;
}

export interface CategoryTally {
  category: Category;
  contractedTotal: { currencies: { deals: number; sum: { amount: string; currency: string } }[] };
}

export interface Tally {
  industry: string;
  deals: number;
  byCategory: CategoryTally[];
}

const byKey = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);

export function talliesByIndustry({ industries }: Tallies): Tally[] {
  return Object.entries(industries)
    .map(([industry, breakdown]) => ({
      industry,
      deals: countDeals(breakdown),
      byCategory: categories.map((category) => ({
        category,
        contractedTotal: { currencies: currenciesOf(breakdown[category]?.binding) },
      })),
    }))
    .sort((a, b) => b.deals - a.deals || (a.industry < b.industry ? -1 : 1));
}

function countDeals(breakdown: StoredBreakdown): number {
  const sides = Object.values(breakdown).flatMap(({ binding, nonBinding }) => [binding, nonBinding]);
  return sides.reduce((sum, side) => sum + (side?.deals ?? 0), 0);
}

function currenciesOf(tally: StoredTally | undefined) {
  return Object.entries(tally?.currencies ?? {})
    .sort(byKey)
    .map(([currency, { deals, amount }]) => ({ deals, sum: { amount, currency } }));
}
