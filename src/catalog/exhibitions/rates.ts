import type { Prisma } from '../../../prisma/generated/client/client.ts';
import { sql } from '../../database/sql.ts';
import { Exact } from '../../money/exact.ts';
import type { Rate } from '../../money/money.ts';

/**
 * rateSelection is used wherever rates are selected: fields with equal selections of a relation share one query, a
 * different selection costs another one.
 */
export const rateSelection = {
  select: { currencyCode: true, rate: true, date: true, source: true, sample: true },
  orderBy: { currencyCode: 'asc' },
} as const;

/** RateRow has the columns that a selection of a rate must include. */
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

/** The rates of the exhibition under the alias `exhibition`, as a verb loads them. */
export const ratesColumn = sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('currency', rate."currencyCode",
           'rate', trim_scale(rate."rate")::text, 'date', rate."date"::text, 'source', rate."source",
           'sample', rate."sample") ORDER BY rate."currencyCode"), '[]')
  FROM "ExchangeRate" AS rate WHERE rate."exhibitionId" = exhibition."id") AS rates`;
