/**
 * Decimal strings in the digits and separators of a language, exact digit by digit. Intl of browsers before 2022 makes a
 * floating-point number of a string and rounds it; it formats BigInts exactly in all of them.
 */

/** "1,234.50" of "1234.50", with the decimals as they are. */
export function formatDecimal(amount: string, language: string, useGrouping = true): string {
  const [whole = '0', fraction = ''] = amount.split('.');
  // `true` would be "always": some languages leave four digits together.
  const grouping = useGrouping ? {} : { useGrouping };
  const digits = new Intl.NumberFormat(language, grouping).format(BigInt(whole));
  if (fraction === '') return digits;
  const single = new Intl.NumberFormat(language, { useGrouping: false });
  const decimals = Array.from(fraction, (digit) => single.format(Number(digit))).join('');
  return digits + decimalSeparator(language) + decimals;
}

function decimalSeparator(language: string): string {
  const parts = new Intl.NumberFormat(language, { minimumFractionDigits: 1 }).formatToParts(1.5);
  return parts.find(({ type }) => type === 'decimal')?.value ?? '.';
}

export interface ScaledDecimal {
  /** A decimal string without trailing zeros: "4.8" of "4800000000.00". */
  figure: string;
  /** "billion", "亿"; empty for a number that the language does not shorten. */
  scale: string;
  /** The power of ten by which the number is divided. */
  exponent: number;
}

/** A number in the largest scale of its language, rounded to so many decimals, a half away from zero. */
export function scaleDecimal(amount: string, language: string, decimals: number): ScaledDecimal {
  const digits = digitsOf(amount);
  let exponent = exponentAt(digits, language);
  let figure = roundScaled(amount, exponent, decimals);
  // 999,999,999 rounded to thousandths of a million is a billion.
  if (digitsOf(figure) + exponent > digits) {
    exponent = exponentAt(digits + 1, language);
    figure = roundScaled(amount, exponent, decimals);
  }
  return { figure, scale: scaleName(Number(`${figure}e${exponent}`), language), exponent };
}

function digitsOf(amount: string): number {
  return amount.split('.', 1)[0]!.replace(/^0+(?=\d)/, '').length;
}

function compact(number: number, language: string) {
  return new Intl.NumberFormat(language, {
    notation: 'compact',
    compactDisplay: 'long',
    maximumFractionDigits: 3,
  }).formatToParts(number);
}

/** The largest scale of a language that Intl of browsers before 2024 does not know: they write "10,000兆" for "1京". */
const largestScales: Record<string, { exponent: number; name: string }> = {
  ja: { exponent: 16, name: '京' },
};

function largestScale(language: string) {
  return largestScales[language.split('-', 1)[0]!];
}

/** By which power of ten the language divides a number of so many digits. */
function exponentAt(digits: number, language: string): number {
  const largest = largestScale(language);
  if (largest && digits > largest.exponent) return largest.exponent;
  const parts = compact(10 ** (digits - 1), language);
  const whole = parts.filter(({ type }) => type === 'integer').map(({ value }) => value);
  return digits - Array.from(whole.join('')).length;
}

/** Its plural depends on the number: "1 Milliarde", "4,8 Milliarden". */
function scaleName(number: number, language: string): string {
  const largest = largestScale(language);
  if (largest && number >= 10 ** largest.exponent) return largest.name;
  return compact(number, language).find(({ type }) => type === 'compact')?.value ?? '';
}

function roundScaled(amount: string, exponent: number, decimals: number): string {
  const [whole = '0', fraction = ''] = amount.split('.');
  const divisor = 10n ** BigInt(fraction.length + exponent);
  const units = (BigInt(whole + fraction) * 10n ** BigInt(decimals) * 2n + divisor) / (divisor * 2n);
  const text = units.toString().padStart(decimals + 1, '0');
  if (decimals === 0) return text;
  return `${text.slice(0, -decimals)}.${text.slice(-decimals)}`.replace(/\.?0+$/, '');
}
