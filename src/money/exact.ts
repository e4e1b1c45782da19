/**
 * Exact decimals. decimal.js rounds every result to 20 significant digits unless told otherwise,
 * which a sum of large amounts exceeds; nothing here may use another Decimal.
 */
import { Prisma } from '../../prisma/generated/client/client.ts';

export const Exact = Prisma.Decimal.clone({
  precision: 100,
  rounding: Prisma.Decimal.ROUND_HALF_UP,
  toExpNeg: -100,
  toExpPos: 100,
});
export type Exact = Prisma.Decimal;

/** As the API and the record write it: all of the currency's decimals, no exponent, no grouping. */
export function formatExact(value: Prisma.Decimal | string | number, decimals: number): string {
  return new Exact(value).toFixed(decimals);
}
