/** Texts, countries, days and settings as the pages read and write them. */
import { describe, expect, it } from 'vitest';
import { countryName } from '../../../src/web/format/country-name.ts';
import { formatDateRange } from '../../../src/web/format/date-range.ts';
import { dealTerms } from '../../../src/web/format/deal-terms.ts';
import { localizedText, textIn } from '../../../src/web/format/localized-texts.ts';
import { headlinesOf } from '../../../src/web/headline.ts';
import { exhibition } from '../../../src/web/preview/fixtures/exhibition.ts';
import { findVenue, readSettings } from '../../../src/web/wall/settings.ts';
import { wallLanguages, wallWords } from '../../../src/web/wall/words/words.ts';

describe('a text', () => {
  const texts = [
    { language: 'en', text: 'first' },
    { language: 'zh-Hant', text: 'traditional' },
    { language: 'zh', text: 'simplified' },
  ];

  it('is in the language, else in a region of it, else the first', () => {
    expect(textIn(texts, 'zh')).toBe('simplified');
    expect(textIn(texts, 'zh-Hans-CN')).toBe('traditional');
    expect(textIn(texts, 'ko')).toBe('first');
  });

  it('is null or empty if there is none', () => {
    expect(localizedText([], 'en')).toBeNull();
    expect(textIn([], 'en')).toBe('');
  });
});

it('the pages have words in English for a language that they do not have', () => {
  expect(wallWords('de')).toBe(wallWords('en'));
  expect(wallWords('zh-Hans')).toBe(wallWords('zh'));
  expect(wallWords('ja-JP')).not.toBe(wallWords('en'));
  expect(dealTerms('de')).toBe(dealTerms('en'));
  expect(dealTerms('ko-KR').roles.HOST).toBe('유치');
});

it('a country has its everyday name', () => {
  expect(['en', 'zh', 'ko-KR'].map((language) => countryName('KR', language))).toEqual([
    'Korea',
    '韩国',
    '한국',
  ]);
  expect(countryName('DE', 'en')).toBe('Germany');
});

describe('a range of days', () => {
  const range = (from: string, to: string, language: string) =>
    formatDateRange(new Date(from), new Date(to), language);

  it('is formatted for its language', () => {
    expect(range('2030-11-03', '2030-11-07', 'en')).toMatch(/^November 3\s–\s7, 2030$/);
    expect(range('2030-11-03', '2030-11-07', 'zh')).toBe('2030年11月3日至7日');
    expect(range('2030-10-30', '2030-11-02', 'zh-Hans')).toBe('2030年10月30日至11月2日');
    expect(range('2030-12-30', '2031-01-02', 'zh')).toBe('2030年12月30日至2031年1月2日');
    expect(range('2030-11-03', '2031-11-03', 'zh')).toBe('2030年11月3日至2031年11月3日');
    expect(range('2030-11-03', '2030-11-07', 'ja')).toBe('2030年11月3日～7日');
  });

  it('of one day is that day', () => {
    expect(range('2030-11-03', '2030-11-03', 'zh')).toBe('2030年11月3日');
  });
});

describe('the headlines', () => {
  const total = (category: string, amount: string | null) => ({
    category,
    signingTotal: { converted: { money: amount === null ? null : { amount } } },
  });
  const names = (...byCategory: ReturnType<typeof total>[]) =>
    headlinesOf({ byCategory }).map(({ category }) => category);

  it('are the categories in which an amount is disclosed, so that purchases are never called investment', () => {
    expect(names(total('INVESTMENT', '5.00'), total('TRADE', '7.00'), total('COOPERATION', '0.00'))).toEqual([
      'INVESTMENT',
      'TRADE',
    ]);
    expect(names(total('INVESTMENT', '0.00'), total('TRADE', '0.01'))).toEqual(['TRADE']);
    expect(names(total('INVESTMENT', '0'), total('TRADE', '0.00'))).toEqual([]);
  });

  it('include a category whose exchange rate is missing', () => {
    expect(names(total('INVESTMENT', '0.00'), total('TRADE', null))).toEqual(['TRADE']);
  });
});

describe('the settings of a wall', () => {
  const settings = (query: string, token: string | null = null) =>
    readSettings({ slug: 'expo', token, parameters: new URLSearchParams(query) });

  it('default to live, theme ink, all languages and original speed', () => {
    expect(settings('')).toEqual({
      slug: 'expo',
      token: null,
      mode: 'LIVE',
      languages: [],
      theme: 'ink',
      venue: null,
      name: null,
      replaySpeed: null,
    });
  });

  it('are read from the URL', () => {
    expect(settings('mode=Rehearsal&lang=ko,zh&theme=paper&venue=2&name=Hall+A', 'token')).toMatchObject({
      token: 'token',
      mode: 'REHEARSAL',
      languages: ['ko', 'zh'],
      theme: 'paper',
      venue: '2',
      name: 'Hall A',
    });
  });

  it('ignore invalid language tags', () => {
    expect(settings('lang=,ko,not_a_tag!,zh-Hans').languages).toEqual(['ko', 'zh-Hans']);
    expect(settings('mode=other&theme=other')).toMatchObject({ mode: 'LIVE', theme: 'ink' });
  });

  it('limit the speed of a replay', () => {
    expect(
      ['', '60', '60x', '0', '0.01', '999999', 'fast'].map(
        (speed) => settings(`replay=${speed}`).replaySpeed,
      ),
    ).toEqual([1, 60, 60, 1, 0.1, 10_000, 1]);
  });
});

describe('the venue', () => {
  const nameOf = (wanted: string | null) => findVenue(exhibition, wanted)?.id ?? null;

  it('is found by number, id, name or city, in any language and case', () => {
    expect(['1', '2', 'seoul', 'COEX, hall d', '首尔', '옌청국제'].map(nameOf)).toEqual([
      'yancheng',
      'seoul',
      'seoul',
      'seoul',
      'seoul',
      'yancheng',
    ]);
  });

  it('is null if the URL names none or an unknown one', () => {
    expect([null, '3', '0', 'Berlin'].map(nameOf)).toEqual([null, null, null, null]);
  });
});

/** The text of every label, also of those that take a value. */
function labelsOf(words: object): [string, string][] {
  return Object.entries(words).flatMap(([key, label]) =>
    typeof label === 'object'
      ? labelsOf(label).map(([inner, text]) => [`${key}.${inner}`, text] as [string, string])
      : [[key, typeof label === 'function' ? String(label('1')) : label] as [string, string]],
  );
}

it.each(wallLanguages)('the wall has every label and every term in %s', (language) => {
  const labels = labelsOf({ ...wallWords(language), ...dealTerms(language) });
  expect(labels.map(([key]) => key)).toEqual(
    labelsOf({ ...wallWords('en'), ...dealTerms('en') }).map(([key]) => key),
  );
  expect(labels.filter(([, text]) => text.trim() === '')).toEqual([]);
  if (language === 'en') return;
  const english = new Map(labelsOf({ ...wallWords('en'), ...dealTerms('en') }));
  expect(labels.filter(([key, text]) => text === english.get(key)).map(([key]) => key)).toEqual([]);
});
