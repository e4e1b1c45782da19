import { describe, expect, it } from 'vitest';
import { foldText, gramsOf, gramsToFind, likePattern, searchColumns } from '../../../src/text/search-text.ts';

/** As Postgres decides it: the row has all pieces of the word, and the word itself. */
function finds(search: string, ...texts: string[]): boolean {
  const { searchText, searchGrams } = searchColumns(texts);
  return foldText(search)
    .split(/[\s|]+/)
    .filter(Boolean)
    .every(
      (word) => gramsToFind(word).every((gram) => searchGrams.includes(gram)) && searchText.includes(word),
    );
}

describe('a search finds', () => {
  it.each([
    ['another case', 'VERTRAG', 'Vertrag 7'],
    ['full width', 'ｖｅｒｔｒａｇ', 'Vertrag 7'],
    ['half-width katakana', 'ﾊﾝﾌﾞﾙｸ', 'ハンブルク'],
    ['a decomposed letter', 'u\u0308ber', 'Über'],
    ['one Chinese character', '船', '大阪造船'],
    ['the middle of a Chinese text', '阪造', '大阪造船'],
    ['part of a Korean word', '자동차', '현대자동차'],
    ['several words in any order', 'nord reederei', 'Reederei Nord'],
    ['a character outside of the basic plane', '𠮷野', '𠮷野家'],
    ['a percent sign', '50%', 'At 50% of'],
    ['a dotted capital I', 'istanbul', 'İstanbul'],
    ['a dotless i', 'ISTANBUL', 'ıstanbul'],
    ['a sharp s', 'STRASSE', 'Straße'],
    ['a sharp s by itself', 'straße', 'STRASSE'],
    ['a capital sharp s', 'grosse', 'GROẞE'],
    ['no accent', 'citroen', 'Citroën'],
    ['an accent too many', 'citroën', 'Citroen'],
    ['a final sigma', 'ΟΔΟΣ', 'οδος'],
    ['an iota below', 'αδης', 'ᾄδης'],
    ['a ligature', 'effizient', 'eﬃzient'],
    ['a Roman numeral', 'VIII', 'Ⅷ'],
    ['another apostrophe', "l'oreal", 'L’Oréal'],
    ['another hyphen', 'baden-baden', 'Baden‑Baden'],
    ['an invisible character', 'hafen', 'Ha\u200bfen'],
    ['a soft hyphen', 'hafen', 'Ha\u00adfen'],
    ['composed Hangul', '현대', '현대'.normalize('NFD')],
    ['whatever there is, when nothing is asked for', ' | ', 'Vertrag'],
  ])('%s', (_name, search, text) => {
    expect(finds(search, text)).toBe(true);
  });

  it('a word in any of the texts', () => {
    expect(finds('hamburg ハン', 'Stadt Hamburg', 'ハンブルク市')).toBe(true);
  });
});

describe('a search does not find', () => {
  it.each([
    ['another word', 'verträge', 'Vertrag 7'],
    ['the same characters in another order', '船造', '大阪造船'],
    ['a word whose grams occur only apart', 'abab', 'ba ab'],
    ['one of two words', 'vertrag 8', 'Vertrag 7'],
  ])('%s', (_name, search, text) => {
    expect(finds(search, text)).toBe(false);
  });

  it('a word across the border between two texts', () => {
    expect(finds('ab', 'a', 'b')).toBe(false);
  });
});

it('stores each text once', () => {
  expect(searchColumns(['Hafen', 'Hafen', 'Port']).searchText).toBe('hafen | port');
});

it('splits each word into single characters and pairs of neighbours', () => {
  expect(gramsOf('ab c')).toEqual(['a', 'ab', 'b', 'c']);
  expect(gramsToFind('abc d')).toEqual(['ab', 'bc', 'd']);
});

it('limits the number of grams of a very long text', () => {
  const words = Array.from({ length: 5_000 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join('');
  expect(gramsOf(words)).toHaveLength(2_000);
});

it('matches wildcards and backslashes of a search literally', () => {
  expect(likePattern('50%_a\\')).toBe('%50\\%\\_a\\\\%');
});

it('folds a folded text to itself', () => {
  for (const text of ['İstanbul', 'Straße ῼ ŉ ǰ', 'ﬃ Ⅷ ㎏ ΐ', '현대', 'ﾊﾝﾌﾞﾙｸ', '“a” – b', '\ufdfa'])
    expect(foldText(foldText(text))).toBe(foldText(text));
});

it('stores a folded text composed, without spaces around it', () => {
  expect(foldText(' \t Hafen \u00a0 City\n')).toBe('hafen city');
  expect(foldText('현대'.normalize('NFD'))).toBe('현대');
});

it('stores the grams of words in two texts as those of one, and none of the mark between them', () => {
  expect(searchColumns(['ab', 'cd'])).toEqual({
    searchText: 'ab | cd',
    searchGrams: ['a', 'ab', 'b', 'c', 'cd', 'd'],
  });
});

it('reads a row with very long texts up to a limit, because a ligature is folded to 18 characters', () => {
  const { searchText } = searchColumns(['Vertrag', '\ufdfa'.repeat(20_000)]);
  expect(searchText.startsWith('vertrag | ')).toBe(true);
  expect(searchText.length).toBeLessThan(18 * 10_000);
  expect(searchColumns([`${'a'.repeat(9_999)}𠮷野`]).searchText.isWellFormed()).toBe(true);
});
