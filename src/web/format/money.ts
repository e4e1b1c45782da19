/** Amounts for people. Intl reads decimal strings exactly, so no amount passes through a number. */
import type { SumFragment } from '../operations.ts';

/** Intl takes a decimal string for what it is; TypeScript asks for one that it can see to be numeric. */
const exact = (amount: string) => amount as Intl.StringNumericLiteral;

/** As people of the business say it, where Intl is stiff. */
const currencyWords: Record<string, Record<string, string>> = {
  en: { CNY: 'yuan', USD: 'US dollars', KRW: 'won', EUR: 'euros', JPY: 'yen' },
  zh: { CNY: '元', USD: '美元', KRW: '韩元', EUR: '欧元', JPY: '日元' },
  ko: { CNY: '위안', USD: '달러', KRW: '원', EUR: '유로', JPY: '엔' },
};

export function currencyName(currency: string, language: string): string {
  const word = currencyWords[language.split('-', 1)[0]!]?.[currency];
  return word ?? new Intl.DisplayNames(language, { type: 'currency' }).of(currency) ?? currency;
}

export interface SpokenAmount {
  /** "4.8", "48" */
  figure: string;
  /** What stands between them in a line: Chinese and Korean write "48亿", in one. */
  gap: '' | ' ';
  /** "billion yuan", "亿元" */
  unit: string;
}

/** Below this many digits an amount is said digit by digit. */
const shortDigits = 6;

/** As it is said on stage: "4.8 billion yuan", "48亿元". Rounded to the decimals. */
export function spoken({ amount, currency }: SumFragment, language: string, decimals = 2): SpokenAmount {
  const isShort = amount.split('.', 1)[0]!.length <= shortDigits;
  const parts = new Intl.NumberFormat(language, {
    ...(!isShort && { notation: 'compact', compactDisplay: 'long' }),
    // Intl leaves the comma out of four digits; Korean figures have it.
    ...(isIn(language, 'ko') && { useGrouping: 'always' }),
    ...(isShort
      ? { minimumFractionDigits: decimalsOf(amount), trailingZeroDisplay: 'stripIfInteger' }
      : { maximumFractionDigits: decimals }),
  }).formatToParts(exact(amount));
  const scale = parts.find(({ type }) => type === 'compact')?.value ?? '';
  const figure = parts
    .filter(({ type }) => type !== 'compact' && type !== 'literal')
    .map(({ value }) => value)
    .join('');
  const name = currencyName(currency, language);
  const unit = scale && !isIn(language, 'zh', 'ja') ? `${scale} ${name}` : scale + name;
  return { figure, gap: isIn(language, 'zh', 'ja', 'ko') ? '' : ' ', unit };
}

/** The same in one line. */
export function said(sum: SumFragment, language: string, decimals?: number): string {
  const { figure, gap, unit } = spoken(sum, language, decimals);
  return figure + gap + unit;
}

function isIn(language: string, ...languages: string[]): boolean {
  return languages.includes(language.split('-', 1)[0]!);
}

/** Whether an amount, said so, has lost nothing. */
export function isSaidExactly(sum: SumFragment, language: string, decimals: number): boolean {
  return spoken(sum, language, decimals).figure === spoken(sum, language, maxDecimals).figure;
}

const maxDecimals = 20;

/** All digits: "4,800,000,000.00 CNY". */
export function written({ amount, currency }: SumFragment, language: string): string {
  const decimals = amount.split('.')[1]?.length ?? 0;
  const number = new Intl.NumberFormat(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return `${number.format(exact(amount))} ${currency}`;
}

/** The amount a part of the way from one to another, `thousandths` of it. Exact at both ends. */
export function between(from: string, to: string, thousandths: number): string {
  const decimals = Math.max(decimalsOf(from), decimalsOf(to));
  const [start, end] = [unitsOf(from, decimals), unitsOf(to, decimals)];
  const units = start + ((end - start) * BigInt(thousandths)) / 1_000n;
  const digits = units.toString().padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** What a part is of a whole, from 0 to 1; for pictures. */
export function shareOf(part: string, whole: string): number {
  const decimals = Math.max(decimalsOf(part), decimalsOf(whole));
  const all = unitsOf(whole, decimals);
  return all === 0n ? 0 : Number((unitsOf(part, decimals) * 10_000n) / all) / 10_000;
}

function decimalsOf(amount: string): number {
  return amount.split('.')[1]?.length ?? 0;
}

function unitsOf(amount: string, decimals: number): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(decimals, '0'));
}
