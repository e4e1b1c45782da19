/** Amounts for people. No amount becomes a floating-point number. */
import type { MoneyFragment } from '../operations.ts';
import { formatDecimal, scaleDecimal } from './decimal-format.ts';
import { displayName } from './display-name.ts';
import { baseLanguage } from './localized-texts.ts';

/** Common names of currencies for which Intl has formal ones. */
const currencyNames: Record<string, Record<string, string>> = {
  en: { CNY: 'yuan', USD: 'US dollars', KRW: 'won', EUR: 'euros', JPY: 'yen' },
  zh: { CNY: '元', USD: '美元', KRW: '韩元', EUR: '欧元', JPY: '日元' },
  ko: { CNY: '위안', USD: '달러', KRW: '원', EUR: '유로', JPY: '엔' },
};

export function currencyName(currency: string, language: string): string {
  const name = currencyNames[baseLanguage(language)]?.[currency];
  return name ?? displayName('currency', currency, language);
}

export interface CompactAmount {
  /** "4.8", "48" */
  figure: string;
  /** The separator between number and unit: Chinese and Korean write "48亿" without a space. */
  separator: '' | ' ';
  /** "billion yuan", "亿元" */
  unit: string;
}

/** An amount with at most this number of digits before the point is not shortened. */
const maxPlainDigits = 6;

/** The compact form: "4.8 billion yuan", "48亿元". Rounded to `decimals`. */
export function compactAmount(
  { amount, currency }: MoneyFragment,
  language: string,
  decimals = 2,
): CompactAmount {
  const { figure, scale } = isPlain(amount)
    ? { figure: formatDecimal(amount.replace(/\.0*$/, ''), language), scale: '' }
    : scaledFigure(amount, language, decimals);
  const name = currencyName(currency, language);
  const unit = scale && !isIn(language, 'zh', 'ja') ? `${scale} ${name}` : scale + name;
  return { figure, separator: isIn(language, 'zh', 'ja', 'ko') ? '' : ' ', unit };
}

/** Most languages write four digits before a scale without a separator, Korean with one. */
function scaledFigure(amount: string, language: string, decimals: number) {
  const { figure, scale } = scaleDecimal(amount, language, decimals);
  const isGrouped = isIn(language, 'ko') || figure.split('.', 1)[0]!.length > 4;
  return { figure: formatDecimal(figure, language, isGrouped), scale };
}

function isPlain(amount: string): boolean {
  return amount.split('.', 1)[0]!.length <= maxPlainDigits;
}

/** The compact amount in one line. */
export function formatCompact(money: MoneyFragment, language: string, decimals?: number): string {
  const { figure, separator, unit } = compactAmount(money, language, decimals);
  return figure + separator + unit;
}

function isIn(language: string, ...languages: string[]): boolean {
  return languages.includes(baseLanguage(language));
}

/** Whether the compact amount shows the amount without loss. */
export function isCompactExact(money: MoneyFragment, language: string, decimals: number): boolean {
  return (
    compactAmount(money, language, decimals).figure === compactAmount(money, language, maxDecimals).figure
  );
}

/** Intl accepts at most 100 decimals. No currency has as many. */
const maxDecimals = 20;

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
