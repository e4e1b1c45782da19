import type { LocalizedCells } from '../sheets/read-cells.ts';
import type { LocalizedText } from '../text/localized-text.ts';

/** Whether two values of an input field are the same: order of languages, empty lists and zeros at the end do not count. */
export function isSameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));
}

function canonical(value: unknown): unknown {
  if (value === undefined || value === null || value === false) return null;
  if (typeof value === 'string') return canonicalText(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return null;
    const items = value.map(canonical);
    return value.every(isLocalized) ? items.sort(byJson) : items;
  }
  if (typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, each]) => [key, canonical(each)] as const)
      .filter(([, each]) => each !== null)
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}

function canonicalText(text: string): string {
  if (/^\d+\.\d+$/.test(text)) return text.replace(/\.?0+$/, '');
  return text.normalize('NFC').trim();
}

const isLocalized = (item: unknown) =>
  typeof item === 'object' && item !== null && 'language' in item && 'text' in item;
const byJson = (left: unknown, right: unknown) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1);

/** The texts with those of the cells; null if none is left. A language without a column keeps its text. */
export function mergeTexts(
  stored: LocalizedText | null | undefined,
  cells: LocalizedCells,
): LocalizedText | null {
  const kept = (stored ?? []).filter(({ language }) => !(language in cells));
  const given = Object.entries(cells).flatMap(([language, text]) =>
    text === null ? [] : [{ language, text }],
  );
  const texts = [...given, ...kept];
  return texts.length > 0 ? texts : null;
}
