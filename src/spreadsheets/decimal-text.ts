/** A number as Excel stores it, as a decimal string. */

/** Excel shows 15 digits and stores 17: the last two are the error of a binary fraction. */
const significantDigits = 15;

/** Null if it is no number. 1.1000000000000001 becomes 1.1, and 1.25E+3 becomes 1250. */
export function decimalText(stored: string): string | null {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(stored)) return null;
  // Excel writes more than 15 digits with an exponent. Other programs write whole numbers as they are.
  if (/^-?\d{1,40}$/.test(stored)) return stored;
  const number = Number(stored);
  if (!Number.isFinite(number)) return null;
  const [mantissa = '', exponent = '0'] = number.toExponential(significantDigits - 1).split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  const point = 1 + Number(exponent);
  const padded = point > 0 ? digits.padEnd(point, '0') : digits.padStart(digits.length + 1 - point, '0');
  const at = Math.max(point, 1);
  const fraction = padded.slice(at).replace(/0+$/, '');
  const text = padded.slice(0, at) + (fraction ? `.${fraction}` : '');
  return text === '0' ? '0' : sign + text;
}
