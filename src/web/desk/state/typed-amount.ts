/**
 * readTypedAmount reads an amount as people type it. A point and a comma mean the opposite in different countries, and a
 * wrong reading is a hundred or a thousand times too large: where two readings are possible, or the text follows another
 * convention than that of the operator's language, the amount is not read, and the operator sees the readings.
 */

export type TypedAmount =
  | { name: 'empty' }
  /** A decimal string. */
  | { name: 'amount'; amount: string }
  /** Decimal strings, the different readings of the text. */
  | { name: 'ambiguous'; readings: readonly string[] }
  | { name: 'unreadable' };

interface Separators {
  group: string;
  decimal: string;
}

const unreadable: TypedAmount = { name: 'unreadable' };

export function readTypedAmount(typed: string, language: string, currency: string): TypedAmount {
  const text = toAscii(typed);
  if (text === '') return { name: 'empty' };
  if (!/^\d+(?:[., '٫]\d+)*$/.test(text)) return unreadable;
  const parts = text.split(/\D/);
  const separators = text.match(/\D/g) ?? [];
  const own = separatorsOf(language);
  const decimal = decimalReading(parts, separators, decimalsOf(currency));
  const grouped = groupReading(parts, separators);
  if (separators.length === 0) return amountOf(text);
  if (decimal !== null && grouped !== null) return ambiguous(decimal, grouped);
  if (decimal !== null) {
    // The separators before it, of another kind, show that it is the decimal one.
    const isCertain = separators.length > 1 || separators[0] === '٫' || separators[0] === own.decimal;
    return isCertain ? amountOf(decimal) : ambiguous(decimal, parts.join(''));
  }
  if (grouped !== null) {
    const isCertain = separators.length > 1 || /[ ']/.test(separators[0]!) || separators[0] === own.group;
    return isCertain ? amountOf(grouped) : ambiguous(grouped, parts.join('.'));
  }
  return unreadable;
}

/** Digits and separators of any script as ASCII: full-width ones, those of an input method, Arabic and Indian ones. */
function toAscii(typed: string): string {
  return typed
    .normalize('NFKC')
    .trim()
    .replace(/\p{Nd}/gu, digitOf)
    .replace(/[。｡]/g, '.')
    .replace(/[、､،]/g, ',')
    .replace(/[’‘´`٬]/g, "'")
    .replace(/\s/g, ' ');
}

/** The digits of a script are ten code points in order, and the first of them has no decimal digit before it. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0)!;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}

function separatorsOf(language: string): Separators {
  const parts = new Intl.NumberFormat(language, { useGrouping: true }).formatToParts(12_345_678.5);
  const find = (type: string) => toAscii(parts.find((part) => part.type === type)?.value ?? '');
  return { group: find('group') || ' ', decimal: find('decimal') };
}

/** "1,250.50" with the last separator as the decimal one; null if it cannot be. */
function decimalReading(parts: readonly string[], separators: readonly string[], decimals: number) {
  const last = separators[separators.length - 1];
  const before = separators.slice(0, -1);
  const fraction = parts[parts.length - 1]!;
  const isPossible =
    (last === '.' || last === ',' || last === '٫') &&
    fraction.length <= decimals &&
    before.every((separator) => separator === before[0] && separator !== last) &&
    (before.length === 0 || areGroups(parts.slice(0, -1)));
  return isPossible ? `${parts.slice(0, -1).join('')}.${fraction}` : null;
}

/** "1,250,000" with separators between groups alone; null if they cannot be. */
function groupReading(parts: readonly string[], separators: readonly string[]) {
  const isPossible =
    separators.length > 0 &&
    separators.every((separator) => separator === separators[0] && separator !== '٫') &&
    areGroups(parts);
  return isPossible ? parts.join('') : null;
}

function areGroups([first = '', ...others]: readonly string[]): boolean {
  return /^[1-9]\d{0,2}$/.test(first) && others.every((part) => part.length === 3);
}

function amountOf(text: string): TypedAmount {
  return { name: 'amount', amount: withoutLeadingZeros(text) };
}

function ambiguous(...readings: string[]): TypedAmount {
  return { name: 'ambiguous', readings: readings.map(withoutLeadingZeros) };
}

function withoutLeadingZeros(amount: string): string {
  return amount.replace(/^0+(?=\d)/, '');
}

/** The most decimals that an amount in this currency can have. */
function decimalsOf(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
      .maximumFractionDigits!;
  } catch {
    return 2;
  }
}
