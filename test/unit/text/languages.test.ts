import { describe, expect, it, vi } from 'vitest';
import { canonicalLanguage } from '../../../src/text/language-tag.ts';
import { Languages, missingLanguages, sortByLanguages } from '../../../src/text/localized-text.ts';
import { matchLanguages } from '../../../src/text/match-languages.ts';

const text = (...languages: string[]) => languages.map((language) => ({ language, text: `in ${language}` }));
const three = text('zh', 'ko', 'en');

describe('a text is given', () => {
  it.each([
    ['en', 'en'],
    ['EN', 'en'],
    ['ko-KR', 'ko'],
    ['fr, ko;q=0.5, en;q=0.7', 'en'],
    ['ko;q=0.5, en;q=0.5', 'ko'],
    ['en;q=0, ko', 'ko'],
    ['fr, de;q=0.9, ko;q=0.8', 'ko'],
    ['fr, de, es, it, en', 'en'],
    ['en;q=1', 'en'],
    ['ko;q=1, en', 'ko'],
    ['zh;q=0.999, ko;q=0.9999', 'ko'],
    ['  ko  ', 'ko'],
  ])('to a reader of %s in %s', (wanted, language) => {
    expect(new Languages(wanted).choose(three)).toBe(`in ${language}`);
  });

  it.each(['fr', 'fr-CA, de;q=0.3', '*', '', null, undefined, '§§§'])(
    'to a reader of %s in its first language',
    (wanted) => {
      expect(new Languages(wanted).choose(three)).toBe('in zh');
    },
  );

  it('in its only language, even where that is not accepted', () => {
    expect(new Languages('en, zh;q=0').choose(text('zh'))).toBe('in zh');
  });

  it.each([
    ['zh-Hans', ['en', 'zh'], 'zh'],
    ['zh', ['en', 'zh-Hans'], 'zh-Hans'],
    ['zh-Hant', ['zh-Hans', 'zh-Hant'], 'zh-Hant'],
    ['zh-CN', ['en', 'zh-Hant', 'zh-Hans'], 'zh-Hans'],
    ['zh-TW', ['en', 'zh-Hans', 'zh-Hant'], 'zh-Hant'],
    ['zh-HK', ['en', 'zh-Hans', 'zh-Hant'], 'zh-Hant'],
    ['zh-TW', ['en', 'zh'], 'zh'],
    ['en-GB', ['de', 'en-US', 'en-GB'], 'en-GB'],
    ['en-AU', ['de', 'en'], 'en'],
    ['sr-Latn', ['sr-Cyrl', 'sr-Latn'], 'sr-Latn'],
    ['*, en;q=0', ['en', 'ko'], 'ko'],
    ['en', ['en-US', 'en'], 'en'],
    ['EN-us', ['en', 'en-US'], 'en-US'],
    ['zh-CN', ['zh-SG', 'zh'], 'zh'],
    ['zh-SG', ['zh', 'zh-Hant-SG', 'zh-Hans-SG'], 'zh-Hans-SG'],
    ['en;q=0', ['zh', 'en-US'], 'zh'],
  ])('to a reader of %s from %j in %s', (wanted, languages, expected) => {
    expect(new Languages(wanted).choose(text(...languages))).toBe(`in ${expected}`);
  });

  it('in the language that the argument names, whatever the reader accepts', () => {
    expect(new Languages('en').override('ko')?.choose(three)).toBe('in ko');
    expect(new Languages('en').override('fr')?.choose(three)).toBe('in zh');
    expect(new Languages('en').override('§§§')).toBeNull();
  });

  it('by the languages of each text, not of the previous one', () => {
    const languages = new Languages('en, ko;q=0.5');
    expect(languages.choose(three)).toBe('in en');
    expect(languages.choose(text('zh', 'ko'))).toBe('in ko');
    expect(languages.choose(text('ko', 'en', 'zh'))).toBe('in en');
  });
});

it('orders a text by the languages of the exhibition; others follow in the order given', () => {
  expect(sortByLanguages(['ko', 'zh'], text('fr', 'zh', 'en', 'ko')).map(({ language }) => language)).toEqual(
    ['ko', 'zh', 'fr', 'en'],
  );
});

it('names the languages of the exhibition that a text lacks', () => {
  expect(missingLanguages(['zh', 'ko', 'en'], text('ko', 'fr'))).toEqual(['zh', 'en']);
  expect(missingLanguages(['ko'], text('ko'))).toEqual([]);
});

it.each([
  ['ZH-hans-cn', 'zh-Hans-CN'],
  ['iw', 'he'],
  ['en_US', null],
  ['', null],
  ['a', null],
])('treats %j as %j', (tag, canonical) => {
  expect(canonicalLanguage(tag)).toBe(canonical);
});

it('ignores the excess of an oversized header, without a long computation', () => {
  const long = `en-${'a'.repeat(240_000)}`;
  for (const wanted of [long, `${long}, ko`, 'ko,'.repeat(100_000), ';'.repeat(900), 'a'.repeat(999)])
    expect(new Languages(wanted).choose(three)).toBe('in zh');
  expect(canonicalLanguage(long)).toBeNull();
});

it.each([
  'english',
  'en-x-twain',
  'en-u-ca-gregory',
  'i-klingon',
  'x-a',
  'e',
  'en_GB',
  'zh--Hans',
  '',
  'art-lojban-',
  'de-1996-1996',
  'sl-rozaj-biske-ROZAJ',
  'en-fonipa-1994-fonipa',
])('rejects %j as a language tag, like the database', (tag) => {
  expect(canonicalLanguage(tag)).toBeNull();
});

it.each([
  ['ZH-hans-cn', 'zh-Hans-CN'],
  ['de-1996', 'de-1996'],
  ['es-419', 'es-419'],
  ['sl-rozaj', 'sl-rozaj'],
  ['sl-rozaj-biske-1994', 'sl-1994-biske-rozaj'],
])('writes %s as %s', (tag, canonical) => {
  expect(canonicalLanguage(tag)).toBe(canonical);
});

it('accepts a third language after two that an exhibition lacks, and each accepted one once, the best first', () => {
  expect(matchLanguages('fr, de, ko', ['zh', 'ko', 'en'])).toEqual(['ko']);
  expect(matchLanguages('en;q=0.1, ko;q=0.3, zh;q=0.2, ko-KR', ['zh', 'ko', 'en'])).toEqual([
    'ko',
    'zh',
    'en',
  ]);
  expect(matchLanguages('*;q=0.5, en', ['zh', 'ko', 'en'])).toEqual(['en', 'zh', 'ko']);
});

it('reads a header of 1,000 characters and 20 languages, and not one more', () => {
  expect(matchLanguages('ko'.padEnd(1_000), ['ko'])).toEqual(['ko']);
  expect(matchLanguages('ko'.padEnd(1_001), ['ko'])).toEqual([]);
  const others = (count: number) => Array.from({ length: count }, () => 'fr').join();
  expect(matchLanguages(`${others(19)},ko`, ['ko'])).toEqual(['ko']);
  expect(matchLanguages(`${others(20)},ko`, ['ko'])).toEqual([]);
});

it.each([
  ['fr, en;q=0.5, ko', 'ko, en'],
  ['fr', '*'],
  ['*', '*'],
  [null, '*'],
])('a reader of %s has as much in common with zh, ko and en as one of %s', (wanted, expected) => {
  expect(new Languages(wanted).among(['zh', 'ko', 'en']).wanted).toBe(expected);
});

it('takes a tag of 35 characters, and none that is longer before or after it is made canonical', () => {
  expect(canonicalLanguage('en-aaaaa-bbbbb-ccccc-ddddd-eeeeeeee')).toBe(
    'en-aaaaa-bbbbb-ccccc-ddddd-eeeeeeee',
  );
  expect(canonicalLanguage('en-aaaaa-bbbbb-ccccc-dddddd-eeeeeeee')).toBeNull();
  // The canonical form of sh is sr-Latn.
  expect(canonicalLanguage('sh-aaaaa')).toBe('sr-Latn-aaaaa');
  expect(canonicalLanguage('sh-aaaaa-bbbbb-ccccc-ddddd-eeeeeeee')).toBeNull();
});

it('matches a language once for all texts of an operation, with the same available languages', () => {
  const locales = vi.spyOn(Intl, 'Locale');
  const tags = vi.spyOn(Intl, 'getCanonicalLocales');
  const languages = new Languages('ko');
  for (let count = 0; count < 1_000; count++)
    expect(languages.override('en')?.choose(text('zh', 'ko', 'en'))).toBe('in en');
  expect(locales.mock.calls.length).toBeLessThan(10);
  expect(tags).toHaveBeenCalledOnce();
  vi.restoreAllMocks();
});
