/** Amounts for people. No amount becomes a floating-point number. */
import { formatDecimal } from '../../amounts/decimal-format.ts';
import type { MoneyFragment } from '../operations.ts';

/** All digits: "4,800,000,000.00 CNY". */
export function formatExact({ amount, currency }: MoneyFragment, language: string): string {
  return `${formatDecimal(amount, language)} ${currency}`;
}

/** Interpolates between two amounts: the value after `thousandths` of the way. Exact at both ends. */
export function interpolate(from: string, to: string, thousandths: number): string {
  const decimals = Math.max(decimalsOf(from), decimalsOf(to));
  const [start, end] = [minorUnits(from, decimals), minorUnits(to, decimals)];
  const units = start + ((end - start) * BigInt(thousandths)) / 1_000n;
  const digits = units.toString().padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The share of a part in a total, from 0 to 1, with four decimals. For charts only. */
export function shareOf(part: string, whole: string): number {
  const decimals = Math.max(decimalsOf(part), decimalsOf(whole));
  const all = minorUnits(whole, decimals);
  return all === 0n ? 0 : Number((minorUnits(part, decimals) * 10_000n) / all) / 10_000;
}

function decimalsOf(amount: string): number {
  return amount.split('.')[1]?.length ?? 0;
}

function minorUnits(amount: string, decimals: number): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(decimals, '0'));
}
