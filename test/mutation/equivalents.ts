/** Mutants that change nothing that anyone can see, each with the reason. They count as killed. */
import type { Mutant } from './instrument.ts';

export interface Equivalent {
  file: string;
  original: string;
  replacement: string;
  /** A part of its line, where the file has others that read the same. */
  within?: string;
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
    within: 'a < b ? -1 : 1',
    why: 'A comparison is read by its sign alone.',
  },
  {
    file: 'src/text/language-tag.ts',
    original: '!isLanguageTag(tag)',
    replacement: 'false',
    why: 'What is no tag has no canonical form either; the check keeps long texts from Intl.',
  },
  {
    file: 'src/text/match-languages.ts',
    original: '3',
    replacement: '4',
    within: 'return 3',
    why: 'Distances are compared with each other only, and this one is the largest.',
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
    within: "split('%', 1)",
    why: 'The limit of a split of which the first part alone is used.',
  },
  {
    file: 'src/rate-limit/network.ts',
    original: '0',
    replacement: '1',
    why: 'No zero is missing in an address of eight groups only, and a ninth is cut off.',
  },
  {
    file: 'src/realtime/audience-key.ts',
    original: 'known',
    replacement: 'false',
    why: 'Normalized again instead of remembered.',
  },
  {
    file: 'src/realtime/audience-key.ts',
    original: 'this.#normalized.set(document, normalized);',
    replacement: '(removed)',
    why: 'Normalized again instead of remembered.',
  },
  {
    file: 'src/mutations/new-id.ts',
    original: '0',
    replacement: '1',
    within: 'random[0] =',
    why: 'Both bytes are random.',
  },
];

export function isEquivalent(
  { file, original, replacement, lineText }: Mutant,
  known: readonly Equivalent[] = equivalents,
): boolean {
  return known.some(
    (each) =>
      each.file === file &&
      each.original === original &&
      each.replacement === replacement &&
      lineText.includes(each.within ?? ''),
  );
}
