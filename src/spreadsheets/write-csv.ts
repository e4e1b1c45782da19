import { escapeFormula } from './formula-escape.ts';

/** For Excel, which else reads UTF-8 in the encoding of the machine. */
export const byteOrderMark = '\ufeff';

export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map((cell) => quoted(escapeFormula(cell ?? ''))).join(',')}\r\n`;
}

/** RFC 4180. Semicolons and tabs are quoted too, since programs take them for separators in other countries. */
function quoted(text: string): string {
  return /[",;\t\r\n]|^\s|\s$|'/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
