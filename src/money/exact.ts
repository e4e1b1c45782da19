/**
 * Exact decimals. By default decimal.js rounds every result to 20 significant digits, and a sum of large amounts has
 * more: amounts and rates are computed with this class only.
 */
import { Prisma } from '../../prisma/generated/client/client.ts';

export const Exact = Prisma.Decimal.clone({
  precision: 100,
  rounding: Prisma.Decimal.ROUND_HALF_UP,
  toExpNeg: -100,
  toExpPos: 100,
});
export type Exact = Prisma.Decimal;

/** formatExact writes a decimal as the API and the database do: that many decimals, rounded half up; no exponent, no grouping. */
export function formatExact(value: Prisma.Decimal | string | number, decimals: number): string {
  return new Exact(value).toFixed(decimals);
}
