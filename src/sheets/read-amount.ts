/**
 * Reads an amount as people write it in a spreadsheet: with groups of three digits, with full-width digits, with the
 * units of East Asia (1.25亿, 3,000만, 1억2,000만, 5조) and with the word of its currency.
 *
 * A point and a comma mean the opposite in different countries, and a wrong reading is a hundred or a thousand times too
 * large. So a text with two readings is refused with both of them, unless the caller says which sign is the decimal one.
 */
import { ambiguous, invalid, type Reading, toAscii } from './reading.ts';

export type DecimalSign = 'point' | 'comma';

export interface AmountOptions {
  /** ISO 4217. Null for a number that is no money. */
  currency: string | null;
  /** The decimal sign of the file. Without it, a text with two readings is refused. */
  decimalSign?: DecimalSign | undefined;
}

const unitDigits: Readonly<Record<string, number>> = {
  ...{ 十: 1, 십: 1, 百: 2, 백: 2, 千: 3, 천: 3 },
  ...{ 万: 4, 萬: 4, 만: 4, 亿: 8, 億: 8, 억: 8, 조: 12, 兆: 12 },
};
const units = Object.keys(unitDigits).join('');

/** The words that stand for a currency after an amount. 元 has several currencies. */
const currencyWords: Readonly<Record<string, readonly string[]>> = {
  元: ['CNY', 'TWD', 'HKD', 'MOP'],
  人民币: ['CNY'],
  원: ['KRW'],
  円: ['JPY'],
  美元: ['USD'],
  달러: ['USD'],
  ドル: ['USD'],
};

export function readAmount(typed: string, options: AmountOptions): Reading<string> {
  const text = toAscii(typed);
  const number = withoutCurrency(text, options.currency);
  if (typeof number !== 'string') return number;
  // In mainland China 兆 is a million of other units: it is clear only where it is the usual word for 10^12.
  if (number.includes('兆') && !['JPY', 'TWD', 'KRW'].includes(options.currency ?? ''))
    return ambiguous(typed, ['10^6', '10^12'], 'write the number with 万亿, or in digits');
  const pieces = [...number.matchAll(new RegExp(`([0-9][0-9., ']*)([${units}]*)\\s*`, 'gy'))];
  if (pieces.length === 0 || pieces.map(([piece]) => piece).join('') !== number) return unreadable(typed);
  let sum: Exact = { digits: 0n, decimals: 0 };
  let lowest = Number.POSITIVE_INFINITY;
  for (const [, plain = '', unit = ''] of pieces) {
    const read = readPlain(plain.trim(), typed, unit, options);
    if ('problem' in read) return read;
    const power = [...unit].reduce((total, each) => total + unitDigits[each]!, 0);
    // 1억2,000만: each unit is lower than the one before it.
    if (power >= lowest) return unreadable(typed);
    lowest = power;
    sum = add(sum, shift(read.value, power));
  }
  return { value: textOf(sum) };
}

function withoutCurrency(
  text: string,
  currency: string | null,
): string | { problem: never } | ReturnType<typeof invalid> {
  const code = /^([A-Z]{3}) ?(?=\d)|(?<=\S) ?([A-Z]{3})$/.exec(text);
  const stated = code?.[1] ?? code?.[2];
  if (stated) return stated === currency ? text.replace(code![0], '').trim() : contradicts(stated);
  const word = Object.keys(currencyWords).find((each) => text.endsWith(each));
  if (!word) return text;
  return currencyWords[word]!.includes(currency ?? '')
    ? text.slice(0, -word.length).trim()
    : contradicts(word);
}

function contradicts(stated: string) {
  return invalid(`states ${stated}, which is not the currency of the row`);
}

function unreadable(typed: string) {
  return invalid(`"${typed}" is not an amount, such as 1250000.50 or 1.25亿`);
}

/** A number without units. */
function readPlain(
  text: string,
  typed: string,
  unit: string,
  { decimalSign }: AmountOptions,
): Reading<Exact> {
  if (/^\d+$/.test(text)) return { value: exact(text, '') };
  if (!/^\d+(?:[., ']\d+)*$/.test(text)) return unreadable(typed);
  const parts = text.split(/\D/);
  const signs = text.match(/\D/g)!;
  const last = signs[signs.length - 1]!;
  const readings = {
    decimal: isDecimal(parts, signs) ? exact(parts.slice(0, -1).join(''), parts[parts.length - 1]!) : null,
    grouped: isGrouped(parts, signs) ? exact(parts.join(''), '') : null,
  };
  if (signs.length > 1 || last === "'" || last === ' ') {
    const certain = readings.grouped ?? readings.decimal;
    return certain ? { value: certain } : unreadable(typed);
  }
  const asDecimal = exact(parts[0]!, parts[1]!);
  const asWhole = exact(parts.join(''), '');
  const sign = last === '.' ? 'point' : 'comma';
  if (decimalSign) {
    if (sign === decimalSign) return { value: asDecimal };
    return readings.grouped ? { value: readings.grouped } : unreadable(typed);
  }
  // "1250.50" is the notation of the API, and "1,250" that of the languages of the headers. The others are uncertain.
  if (sign === 'point' && !readings.grouped) return { value: asDecimal };
  if (sign === 'comma' && readings.grouped) return { value: asWhole };
  return ambiguous(
    typed,
    [textOf(asDecimal) + unit, textOf(asWhole) + unit],
    'write it without separators, or name the decimal sign of the file',
  );
}

/** The last sign is another one than those before it. */
function isDecimal(parts: readonly string[], signs: readonly string[]): boolean {
  const last = signs[signs.length - 1]!;
  const before = signs.slice(0, -1);
  return (
    (last === '.' || last === ',') &&
    before.every((sign) => sign === before[0] && sign !== last) &&
    areGroups(parts.slice(0, -1))
  );
}

function isGrouped(parts: readonly string[], signs: readonly string[]): boolean {
  return signs.every((sign) => sign === signs[0]) && areGroups(parts);
}

function areGroups([first = '', ...others]: readonly string[]): boolean {
  return /^[1-9]\d{0,2}$/.test(first) && others.every((part) => part.length === 3);
}

/** digits / 10^decimals */
interface Exact {
  digits: bigint;
  decimals: number;
}

function exact(whole: string, fraction: string): Exact {
  return { digits: BigInt(whole + fraction), decimals: fraction.length };
}

function shift({ digits, decimals }: Exact, power: number): Exact {
  return decimals >= power
    ? { digits, decimals: decimals - power }
    : { digits: digits * 10n ** BigInt(power - decimals), decimals: 0 };
}

function add(one: Exact, other: Exact): Exact {
  const decimals = Math.max(one.decimals, other.decimals);
  const scaled = (each: Exact) => each.digits * 10n ** BigInt(decimals - each.decimals);
  return { digits: scaled(one) + scaled(other), decimals };
}

function textOf({ digits, decimals }: Exact): string {
  const text = String(digits).padStart(decimals + 1, '0');
  const whole = text.slice(0, text.length - decimals);
  const fraction = text.slice(text.length - decimals).replace(/0+$/, '');
  return fraction ? `${whole}.${fraction}` : whole;
}
