import { decimalsOf } from './currencies.ts';
import { Exact, formatExact } from './exact.ts';

export interface Money {
  /** A decimal string with all of the currency's decimals. */
  amount: string;
  currency: string;
}

/** One unit of `currency` is `rate` units of the currency that is reported in. */
export interface Rate {
  currency: string;
  rate: string;
  /** The day it is of, as YYYY-MM-DD. */
  date: string;
  source: string;
  /** True for an invented one. */
  sample: boolean;
}

export interface Conversion {
  money: Money;
  /** Null where the amount was in the reporting currency all along. */
  rate: Rate | null;
}

export function money(amount: Exact | string, currency: string): Money {
  return { amount: formatExact(amount, decimalsOf(currency)), currency };
}

/** Rounded half up to the target's decimals. Null without a rate: an amount is never guessed. */
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
