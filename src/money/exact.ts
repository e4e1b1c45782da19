/**
 * Exact decimals, for all computations with amounts and rates. By default decimal.js rounds results to 20 significant
 * digits, but sums of large amounts have more.
 */
import { Prisma } from '../../prisma/generated/client/client.ts';

export const Exact = Prisma.Decimal.clone({
  precision: 100,
  rounding: Prisma.Decimal.ROUND_HALF_UP,
  toExpNeg: -100,
  toExpPos: 100,
});
export type Exact = Prisma.Decimal;

/** formatExact rounds half up to `decimals` places and writes all of them, without exponent or grouping. */
export function formatExact(value: Prisma.Decimal | string | number, decimals: number): string {
  // Stored sums are written so.
  if (typeof value === 'string' && isWrittenSo(value, decimals)) return value;
  return new Exact(value).toFixed(decimals);
}

const plainDecimal = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** Whether the text is that of a number with exactly these decimals. */
function isWrittenSo(text: string, decimals: number): boolean {
  const point = text.indexOf('.');
  return (point === -1 ? 0 : text.length - point - 1) === decimals && plainDecimal.test(text);
}
