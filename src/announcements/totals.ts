/**
 * The running totals of a stream: exact sums of the announced deals. Each category has separate totals for binding and
 * non-binding deals. Amounts of different categories are never added.
 *
 * The function totals_after in Postgres (prisma/migrations) updates them while the row of the stream is locked.
 * Converted amounts are not stored. They are computed from the sums with the rates of the announcement.
 */
import type { DealCategory } from '../../prisma/generated/client/enums.ts';
import type { Money, Rate } from '../money/money.ts';
import { isBinding } from './binding-instruments.ts';
import type { DealSnapshot } from './content.ts';
import { addTallies, emptyTally, type Tally } from './tally.ts';

/** In the order of the API. */
export const dealCategories = ['INVESTMENT', 'TRADE', 'COOPERATION'] as const satisfies DealCategory[];

/** The deals of one category. A tally without deals is absent. */
export interface CategoryTally {
  binding?: Tally;
  nonBinding?: Tally;
}

/** A category without deals is absent. */
export type Breakdown = Partial<Record<DealCategory, CategoryTally>>;

/** The totals in the row of a stream. */
export interface TotalsState {
  all: Breakdown;
  /** Keyed by the code of the industry. */
  industries: Record<string, Breakdown>;
  /** Keyed by ISO 3166-1 code. A deal counts once in each country of its parties. */
  countries: Record<string, Breakdown>;
}

/** The totals in the row of an announcement: the state after it, and the rates of its conversion. */
export interface Totals extends TotalsState {
  reportingCurrency: string;
  rates: Rate[];
}

export const noTotals = (): TotalsState => ({ all: {}, industries: {}, countries: {} });

/** Adds (sign 1) or subtracts (sign -1) one deal. It is the input of the database function totals_after. */
export interface TotalsChange {
  sign: 1 | -1;
  category: DealCategory;
  binding: boolean;
  money: Money | null;
  industry: string;
  countries: string[];
}

export const withDeal = (deal: DealSnapshot): TotalsChange => changeBy(1, deal);
export const withoutDeal = (deal: DealSnapshot): TotalsChange => changeBy(-1, deal);

function changeBy(
  sign: 1 | -1,
  { category, instrument, amount, industry, parties }: DealSnapshot,
): TotalsChange {
  const countries = new Set(parties.map(({ organization }) => organization.country));
  return {
    sign,
    category,
    binding: isBinding(instrument),
    money: amount,
    industry: industry.code,
    countries: [...countries],
  };
}

export function countDeals(breakdown: Breakdown): number {
  return dealCategories.reduce((sum, category) => {
    const { binding, nonBinding } = breakdown[category] ?? {};
    return sum + (binding?.deals ?? 0) + (nonBinding?.deals ?? 0);
  }, 0);
}

/** The signing total: deals with any instrument. */
export function signingTally(breakdown: Breakdown, category: DealCategory): Tally {
  const { binding, nonBinding } = breakdown[category] ?? {};
  return addTallies(binding ?? emptyTally(), nonBinding ?? emptyTally());
}

/** The contracted total: deals with a binding instrument. */
export function contractedTally(breakdown: Breakdown, category: DealCategory): Tally {
  return breakdown[category]?.binding ?? emptyTally();
}

/** Sorted by the number of deals, descending, then by key. */
export function mostDealsFirst(breakdowns: Record<string, Breakdown>): [string, Breakdown][] {
  return Object.entries(breakdowns).sort(
    ([a, x], [b, y]) => countDeals(y) - countDeals(x) || (a < b ? -1 : 1),
  );
}
