import { describe, expect, it } from 'vitest';
import { canonicalLanguage } from '../../../src/text/language-tag.ts';
import { Languages, missingLanguages, sortByLanguages } from '../../../src/text/localized-text.ts';

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
  ])('to a reader of %s from %j in %s', (wanted, languages, expected) => {
    expect(new Languages(wanted).choose(text(...languages))).toBe(`in ${expected}`);
  });

  it('in the language that the argument names, whatever the reader accepts', () => {
    expect(new Languages('en').choose(three, 'ko')).toBe('in ko');
    expect(new Languages('en').choose(three, 'fr')).toBe('in zh');
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
])('takes %j for %j', (tag, canonical) => {
  expect(canonicalLanguage(tag)).toBe(canonical);
});

it('ignores what no header needs, in no time', () => {
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
])('takes %j for no language tag, as the database does', (tag) => {
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
