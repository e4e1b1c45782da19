/**
 * What has been announced so far, added up: exact sums per currency, for all deals, per industry and per
 * country. Postgres adds them up, where the stream's row is locked (prisma/migrations, "totals_after").
 * Conversions are not stored here; they are made from the sums with the rates of the day.
 */
import { decimalsOf } from '../money/currencies.ts';
import { Exact, formatExact } from '../money/exact.ts';
import { convert, type Money, type Rate } from '../money/money.ts';
import type { DealSnapshot } from './content.ts';

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

/** A deal that is announced (1), or one that is corrected or retracted (-1): what "totals_after" of the database reads. */
export interface TotalsChange {
  sign: 1 | -1;
  money: Money | null;
  industry: string;
  countries: string[];
}

export const withDeal = (deal: DealSnapshot): TotalsChange => changeBy(1, deal);
export const withoutDeal = (deal: DealSnapshot): TotalsChange => changeBy(-1, deal);

function changeBy(sign: 1 | -1, { amount, industry, parties }: DealSnapshot): TotalsChange {
  const countries = new Set(parties.map(({ organization }) => organization.country));
  return { sign, money: amount, industry: industry.code, countries: [...countries] };
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
