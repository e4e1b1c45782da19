/** Mutants that change nothing that anyone can see, each with the reason. They count as killed. */

export interface Equivalent {
  file: string;
  original: string;
  replacement: string;
  why: string;
}

export const equivalents: Equivalent[] = [
  {
    file: 'src/announcements/totals.ts',
    original: 'a < b',
    replacement: '(a) <= (b)',
    why: 'Two keys of one record are never equal.',
  },
  {
    file: 'src/announcements/totals.ts',
    original: '1',
    replacement: '2',
    why: 'A comparison is read by its sign alone.',
  },
  {
    file: 'src/text/language-tag.ts',
    original: '!isLanguageTag(tag)',
    replacement: 'false',
    why: 'What is no tag has no canonical form either; the check keeps long texts from Intl.',
  },
  {
    file: 'src/text/localized-text.ts',
    original: "this.wanted === '*' || text.length === 1",
    replacement: "(this.wanted === '*') && (text.length === 1)",
    why: 'A shortcut: the first of all languages, or the only one, is found without it too.',
  },
  {
    file: 'src/text/localized-text.ts',
    original: "this.wanted === '*' || text.length === 1",
    replacement: 'false',
    why: 'A shortcut: the first of all languages, or the only one, is found without it too.',
  },
  {
    file: 'src/text/localized-text.ts',
    original: 'index === undefined',
    replacement: 'true',
    why: 'Chosen again instead of remembered.',
  },
  {
    file: 'src/text/localized-text.ts',
    original: 'this.#choices.set(key, index);',
    replacement: '(removed)',
    why: 'Chosen again instead of remembered.',
  },
  {
    file: 'src/text/localized-text.ts',
    original: 'available.indexOf(best)',
    replacement: 'available.lastIndexOf(best)',
    why: 'A text has each language once.',
  },
  {
    file: 'src/text/localized-text.ts',
    original: 'languages.indexOf(entry.language)',
    replacement: 'languages.lastIndexOf(entry.language)',
    why: 'An exhibition has each language once.',
  },
  {
    file: 'src/auth/issuer-keys.ts',
    original: '0',
    replacement: '1',
    why: 'The time of the last fetch is set by the first one, before it is read.',
  },
  {
    file: 'src/rate-limit/network.ts',
    original: '1',
    replacement: '2',
    why: 'The limit of a split of which the first part alone is used.',
  },
  {
    file: 'src/rate-limit/network.ts',
    original: '0',
    replacement: '1',
    why: 'No zero is missing in an address of eight groups only, and a ninth is cut off.',
  },
];
