/** What announcements add up to, reckoned apart from Postgres: what its own sums are held against. */
import type { DealSnapshot } from '../../src/announcements/content.ts';
import type { Tally, TotalsState } from '../../src/announcements/totals.ts';
import { decimalsOf } from '../../src/money/currencies.ts';
import { Exact, formatExact } from '../../src/money/exact.ts';
import type { Money } from '../../src/money/money.ts';

/** With a deal that is announced (1), or without one that is taken off (-1). */
export function addUp(state: TotalsState, deal: DealSnapshot, sign: 1 | -1): TotalsState {
  const countries = new Set(deal.parties.map((party) => party.organization.country));
  const add = (tally: Tally) => withAmount(tally, deal.amount, sign);
  return {
    all: add(state.all),
    industries: replace(state.industries, [deal.industry.code], add),
    countries: replace(state.countries, [...countries], add),
  };
}

function replace(
  tallies: Record<string, Tally>,
  keys: string[],
  change: (tally: Tally) => Tally,
): Record<string, Tally> {
  const changed = { ...tallies };
  for (const key of keys) {
    const tally = change(changed[key] ?? { deals: 0, currencies: {} });
    if (tally.deals === 0) delete changed[key];
    else changed[key] = tally;
  }
  return changed;
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
