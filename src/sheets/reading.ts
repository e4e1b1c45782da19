/** What the reading of one cell gives: a value, or why there is none. */
export type Reading<Value> = { value: Value } | { problem: CellProblem };

export interface CellProblem {
  code: 'INVALID_VALUE' | 'AMBIGUOUS_VALUE';
  message: string;
}

export function invalid(message: string): { problem: CellProblem } {
  return { problem: { code: 'INVALID_VALUE', message } };
}

/** Two readings are possible: the sender has to choose. */
export function ambiguous(
  text: string,
  readings: readonly string[],
  remedy: string,
): { problem: CellProblem } {
  const message = `"${text}" can be read as ${readings.join(' or as ')}: ${remedy}`;
  return { problem: { code: 'AMBIGUOUS_VALUE', message } };
}

/** Digits and signs of any script and width as ASCII. */
export function toAscii(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .replace(/\p{Nd}/gu, digitOf)
    .replace(/[，、､،]/g, ',')
    .replace(/[。｡]/g, '.')
    .replace(/[’‘´`٬]/g, "'")
    .replace(/\s+/g, ' ');
}

/** The digits of a script are ten code points in order, and the first of them has no decimal digit before it. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0)!;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}
