/** Reads words that stand for a value: of an enum, yes or no, of a country or a currency, in four languages. */
import countries from 'i18n-iso-countries';
import { currencies } from '../money/currencies.ts';
import { invalid, type Reading } from './reading.ts';

export const headerLanguages = ['en', 'zh', 'ko', 'ja'] as const;

/** Case, width, spaces and hyphens of a word or a header do not matter. */
export function foldWord(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.'’*]+/g, '');
}

/** The words for each value, the most usual first in each language: en, zh, ko, ja. */
export type Words = Readonly<Record<string, readonly string[]>>;

export function readChoice(text: string, words: Words): Reading<string> {
  const folded = foldWord(text);
  const found = Object.entries(words).find(([value, each]) =>
    [value, ...each].some((word) => foldWord(word) === folded),
  );
  return found ? { value: found[0] } : invalid(`"${text}" is none of ${Object.keys(words).join(', ')}`);
}

const yes: ReadonlySet<string> = new Set(['yes', 'y', 'true', '1', 'x', '是', '예', 'はい', '✓', '○']);
const no: ReadonlySet<string> = new Set(['no', 'n', 'false', '0', '否', '아니오', 'いいえ', '×', '-']);

export function readFlag(text: string): Reading<boolean> {
  const folded = text.normalize('NFKC').trim().toLowerCase();
  if (yes.has(folded)) return { value: true };
  return no.has(folded) ? { value: false } : invalid(`"${text}" is neither yes nor no`);
}

export class CodeNames {
  readonly #codes: ReadonlyMap<string, string>;

  constructor(type: 'region' | 'currency', codes: Iterable<string>) {
    const names = headerLanguages.map((language) => new Intl.DisplayNames(language, { type }));
    this.#codes = new Map(
      [...codes].flatMap((code) =>
        [code, ...names.map((each) => each.of(code) ?? code)].map((name) => [foldWord(name), code] as const),
      ),
    );
  }

  read(text: string, what: string): Reading<string> {
    const code = this.#codes.get(foldWord(text));
    return code ? { value: code } : invalid(`"${text}" is not ${what}`);
  }
}

export interface Names {
  countries: CodeNames;
  currencies: CodeNames;
}

/** Some thousand names: made once for an import. */
export function createNames(): Names {
  return {
    countries: new CodeNames('region', Object.keys(countries.getAlpha2Codes())),
    currencies: new CodeNames('currency', currencies.keys()),
  };
}

export function readCountry(text: string, { countries: names }: Names): Reading<string> {
  return names.read(text, 'a country, such as KR');
}

export function readCurrency(text: string, { currencies: names }: Names): Reading<string> {
  return names.read(text, 'a currency, such as CNY');
}

/** "a, b; c" in one cell. */
export function splitList(text: string): string[] {
  return text
    .split(/[,;|\n，；、]/)
    .map((part) => part.trim())
    .filter(Boolean);
}
