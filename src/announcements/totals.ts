/**
 * The running totals of a stream: what has been announced, added up exactly. Investment, trade and cooperation are
 * kept apart, and so is what binds from what does not; no amount is ever added across categories.
 *
 * Postgres adds them up while the stream's row is locked (the function totals_after in prisma/migrations).
 * Converted amounts are not stored: they are computed from the sums with the rates of the announcement.
 */
import type { DealCategory } from '../../prisma/generated/client/enums.ts';
import type { Money, Rate } from '../money/money.ts';
import { isBinding } from './binding-instruments.ts';
import type { DealSnapshot } from './content.ts';
import { addTallies, emptyTally, type Tally } from './tally.ts';

/** In the order in which the API lists them. */
export const dealCategories = ['INVESTMENT', 'TRADE', 'COOPERATION'] as const satisfies DealCategory[];

/** The deals of one category. A side without deals is left out. */
export interface CategoryTally {
  binding?: Tally;
  nonBinding?: Tally;
}

/** A category without deals is left out. */
export type Breakdown = Partial<Record<DealCategory, CategoryTally>>;

/** What a stream's row holds. */
export interface TotalsState {
  all: Breakdown;
  /** Keyed by the code of the industry. */
  industries: Record<string, Breakdown>;
  /** Keyed by country code. A deal counts in each country that a party is from. */
  countries: Record<string, Breakdown>;
}

/** What an announcement's row holds: the state after it, and how that converts. */
export interface Totals extends TotalsState {
  reportingCurrency: string;
  rates: Rate[];
}

export const noTotals = (): TotalsState => ({ all: {}, industries: {}, countries: {} });

/** One deal more (sign 1) or less (sign -1): the input of the database function totals_after. */
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
  return dealCategories.reduce((sum, category) => sum + signingTally(breakdown, category).deals, 0);
}

/** The signing total: deals of every instrument. */
export function signingTally(breakdown: Breakdown, category: DealCategory): Tally {
  const { binding, nonBinding } = breakdown[category] ?? {};
  return addTallies(binding ?? emptyTally(), nonBinding ?? emptyTally());
}

/** The contracted total: contracts and framework agreements only. */
export function contractedTally(breakdown: Breakdown, category: DealCategory): Tally {
  return breakdown[category]?.binding ?? emptyTally();
}

/** The key with the most deals first, then by key. */
export function mostDealsFirst(breakdowns: Record<string, Breakdown>): [string, Breakdown][] {
  return Object.entries(breakdowns).sort(
    ([a, x], [b, y]) => countDeals(y) - countDeals(x) || (a < b ? -1 : 1),
  );
}
