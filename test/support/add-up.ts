/** The totals of announcements, computed without Postgres, to compare with the sums of Postgres. */
import type { DealSnapshot } from '../../src/announcements/content.ts';
import type { Tally } from '../../src/announcements/tally.ts';
import type { Breakdown, TotalsState } from '../../src/announcements/totals.ts';
import { decimalsOf } from '../../src/money/currencies.ts';
import { Exact, formatExact } from '../../src/money/exact.ts';
import type { Money } from '../../src/money/money.ts';

/** The totals after adding (1) or removing (-1) a deal. */
export function addUp(state: TotalsState, deal: DealSnapshot, sign: 1 | -1): TotalsState {
  const countries = new Set(deal.parties.map((party) => party.organization.country));
  const add = (breakdown: Breakdown) => withDeal(breakdown, deal, sign);
  return {
    all: add(state.all),
    industries: replace(state.industries, [deal.industry.code], add),
    countries: replace(state.countries, [...countries], add),
  };
}

function replace(
  breakdowns: Record<string, Breakdown>,
  keys: string[],
  change: (breakdown: Breakdown) => Breakdown,
): Record<string, Breakdown> {
  const changed = { ...breakdowns };
  for (const key of keys) {
    const breakdown = change(changed[key] ?? {});
    if (Object.keys(breakdown).length === 0) delete changed[key];
    else changed[key] = breakdown;
  }
  return changed;
}

function withDeal(
  breakdown: Breakdown,
  { category, instrument, amount }: DealSnapshot,
  sign: 1 | -1,
): Breakdown {
  const side = ['CONTRACT', 'FRAMEWORK_AGREEMENT'].includes(instrument) ? 'binding' : 'nonBinding';
  const { [category]: ofCategory = {}, ...others } = breakdown;
  const { [side]: before = { deals: 0, currencies: {} }, ...otherSide } = ofCategory;
  const tally = withAmount(before, amount, sign);
  const sides = tally.deals === 0 ? otherSide : { ...otherSide, [side]: tally };
  return Object.keys(sides).length === 0 ? others : { ...others, [category]: sides };
}

function withAmount(tally: Tally, amount: Money | null, sign: 1 | -1): Tally {
  const deals = tally.deals + sign;
  if (!amount) return { ...tally, deals };
  const currencies = { ...tally.currencies };
  const before = currencies[amount.currency] ?? { deals: 0, amount: '0' };
  const count = before.deals + sign;
  const sum = new Exact(before.amount).plus(new Exact(amount.amount).times(sign));
  if (count === 0) delete currencies[amount.currency];
  else currencies[amount.currency] = { deals: count, amount: formatExact(sum, decimalsOf(amount.currency)) };
  return { deals, currencies };
}
