/**
 * What has been announced so far, added up: exact sums per currency, for all deals, per industry and per
 * country. Conversions are not stored here; they are made from the sums with the rates of the day.
 */
import { decimalsOf } from '../money/currencies.ts';
import { Exact, formatExact } from '../money/exact.ts';
import { convert, type Money, type Rate } from '../money/money.ts';
import type { AnnouncedDeal } from './content.ts';

/** Deals, and their amounts in one currency. */
export interface CurrencySum {
  deals: number;
  amount: string;
}

export interface Tally {
  deals: number;
  /** Deals that tell no amount count above and are missing here. */
  currencies: Record<string, CurrencySum>;
}

/** What a stream's row keeps. */
export interface TotalsState {
  all: Tally;
  industries: Record<string, Tally>;
  countries: Record<string, Tally>;
}

/** What an announcement keeps: the state, and how it converts on that day. */
export interface Totals extends TotalsState {
  reportingCurrency: string;
  rates: Rate[];
}

const emptyTally = (): Tally => ({ deals: 0, currencies: {} });
export const noTotals = (): TotalsState => ({ all: emptyTally(), industries: {}, countries: {} });

/** Adds a deal that is announced (1), or takes off one that is corrected or retracted (-1). */
export function withDeal(state: TotalsState, deal: AnnouncedDeal, sign: 1 | -1): TotalsState {
  const countries = new Set(deal.parties.map((party) => party.organization.country));
  const { code } = deal.industry;
  return {
    all: withAmount(state.all, deal.amount, sign),
    industries: replace(state.industries, [code], (tally) => withAmount(tally, deal.amount, sign)),
    countries: replace(state.countries, [...countries], (tally) => withAmount(tally, deal.amount, sign)),
  };
}

function replace(
  tallies: Record<string, Tally>,
  keys: string[],
  change: (tally: Tally) => Tally,
): Record<string, Tally> {
  const changed = { ...tallies };
  for (const key of keys) {
    const tally = change(changed[key] ?? emptyTally());
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

export interface ConvertedTotal {
  /** Null as soon as one currency has no rate: a part is not passed off as the whole. */
  money: Money | null;
  rates: Rate[];
  missingRates: string[];
}

/** Each currency's sum is converted and rounded once; the total adds these, so what is shown adds up. */
export function convertTally(
  tally: Tally,
  reportingCurrency: string,
  rates: readonly Rate[],
): ConvertedTotal {
  let sum = new Exact(0);
  const used: Rate[] = [];
  const missingRates: string[] = [];
  for (const [currency, { amount }] of Object.entries(tally.currencies)) {
    const conversion = convert({ amount, currency }, reportingCurrency, rates);
    if (!conversion) missingRates.push(currency);
    else {
      sum = sum.plus(conversion.money.amount);
      if (conversion.rate) used.push(conversion.rate);
    }
  }
  const amount = formatExact(sum, decimalsOf(reportingCurrency));
  return {
    money: missingRates.length > 0 ? null : { amount, currency: reportingCurrency },
    rates: used,
    missingRates,
  };
}
