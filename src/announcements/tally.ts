/** Deals, counted and added up per currency. A tally holds deals of one category only. */
import { decimalsOf } from '../money/currencies.ts';
import { Exact, formatExact } from '../money/exact.ts';
import { convert, type Money, type Rate } from '../money/money.ts';

/** Deals, and the sum of their amounts in one currency. */
export interface CurrencySum {
  deals: number;
  amount: string;
}

export interface Tally {
  /** All deals, also those without an amount. */
  deals: number;
  /** Keyed by ISO 4217 code. Deals without an amount are missing here. */
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
  /** Null if one currency has no rate: a part must not pass for the whole. */
  money: Money | null;
  rates: Rate[];
  missingRates: string[];
}

/** Converts and rounds each currency's sum once, then adds: the amounts that are shown add up to the total. */
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
