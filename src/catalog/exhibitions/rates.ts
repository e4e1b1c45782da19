import type { Prisma } from '../../../prisma/generated/client/client.ts';
import { Exact } from '../../money/exact.ts';
import type { Rate } from '../../money/money.ts';

/**
 * How rates are selected, everywhere alike: two fields that select a relation alike share one query,
 * two that differ cost another.
 */
export const rateSelection = {
  select: { currencyCode: true, rate: true, date: true, source: true, sample: true },
  orderBy: { currencyCode: 'asc' },
} as const;

/** What a rate's row must have been selected with. */
export interface RateRow {
  currencyCode: string;
  rate: Prisma.Decimal;
  date: Date;
  source: string;
  sample: boolean;
}

export function asRate({ currencyCode, rate, date, source, sample }: RateRow): Rate {
  return {
    currency: currencyCode,
    rate: new Exact(rate).toString(),
    date: date.toISOString().slice(0, 10),
    source,
    sample,
  };
}
