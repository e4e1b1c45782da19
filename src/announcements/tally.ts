/** A tally is a number of deals and the sums of their amounts per currency. All deals have the same category. */
import { decimalsOf } from '../money/currencies.ts';
import { Exact, formatExact } from '../money/exact.ts';
import { convert, type Money, type Rate } from '../money/money.ts';

/** Deals, and the sum of their amounts in one currency. */
export interface CurrencySum {
  deals: number;
  amount: string;
}

export interface Tally {
  /** The number of deals, with or without an amount. */
  deals: number;
  /** Keyed by ISO 4217 code. Deals without an amount are not included. */
  currencies: Record<string, CurrencySum>;
}

export const emptyTally = (): Tally => ({ deals: 0, currencies: {} });

export function addTallies(left: Tally, right: Tally): Tally {
  const currencies = { ...left.currencies };
  for (const [code, { deals, amount }] of Object.entries(right.currencies)) {
    const before = currencies[code];
    if (!before) currencies[code] = { deals, amount };
    else {
      const sum = new Exact(before.amount).plus(amount);
      currencies[code] = { deals: before.deals + deals, amount: formatExact(sum, decimalsOf(code)) };
    }
  }
  return { deals: left.deals + right.deals, currencies };
}

export interface ConvertedTotal {
  /** Null if one currency has no rate, because a partial sum would look like the total. */
  money: Money | null;
  rates: Rate[];
  missingRates: string[];
}

/** Converts and rounds the sum of each currency, then adds: the total equals the sum of the amounts that are shown. */
export function convertTally(
  tally: Tally,
  reportingCurrency: string,
  rates: readonly Rate[],
): ConvertedTotal {
  let sum = new Exact(0);
  const used: Rate[] = [];
  const missingRates: string[] = [];
  for (const [currency, { amount }] of Object.entries(tally.currencies).sort(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
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
