import { decimalsOf } from './currencies.ts';
import { Exact, formatExact } from './exact.ts';

export interface Money {
  /** A decimal string with all decimal places of the currency. */
  amount: string;
  currency: string;
}

/** One unit of `currency` is `rate` units of the exhibition's reporting currency. */
export interface Rate {
  currency: string;
  rate: string;
  /** The day of the rate, as YYYY-MM-DD. */
  date: string;
  source: string;
  /** True if the rate is invented sample data. */
  sample: boolean;
}

export interface Conversion {
  money: Money;
  /** Null if the amount is in the reporting currency. */
  rate: Rate | null;
}

export function money(amount: Exact | string, currency: string): Money {
  return { amount: formatExact(amount, decimalsOf(currency)), currency };
}

/** convert rounds half up to the decimals of the target currency. Null without a rate. */
export function convert(
  { amount, currency }: Money,
  target: string,
  rates: readonly Rate[],
): Conversion | null {
  if (currency === target) return { money: { amount, currency }, rate: null };
  const rate = rates.find((each) => each.currency === currency);
  if (!rate) return null;
  return { money: money(new Exact(amount).times(rate.rate), target), rate };
}
