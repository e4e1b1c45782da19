import { describe, expect, it } from 'vitest';
import { hasKnownHeaders, mapHeaders } from '../../../src/sheets/map-headers.ts';
import {
  createNames,
  readChoice,
  readCountry,
  readCurrency,
  readFlag,
} from '../../../src/sheets/read-words.ts';
import { findSheet, sheetIds, sheets } from '../../../src/sheets/sheet-list.ts';
import { categoryWords } from '../../../src/sheets/words.ts';
import { textCell } from '../../../src/spreadsheets/cell.ts';

const map = (headers: string[], sheet: keyof typeof sheets = 'deals') =>
  mapHeaders(headers.map(textCell), sheets[sheet]);

describe('the headers of a sheet', () => {
  it.each([0, 1, 2, 3])('are known in language %i', (language) => {
    for (const id of sheetIds) {
      const headers = sheets[id].columns.map(
        ({ kind, headers }) => headers[language]! + (kind === 'localized' ? ' (en)' : ''),
      );
      expect(map(headers, id), id).toMatchObject({ problems: [], columns: { length: headers.length } });
      expect(findSheet(sheets[id].names[language]!)).toBe(id);
    }
  });

  it('are known by the names of the input fields, in any case and width', () => {
    expect(map(['KEY', 'titleTranslations:en', 'ａｍｏｕｎｔ', 'Title（zh-hant）']).columns).toMatchObject([
      { column: { field: 'key' } },
      { column: { field: 'titleTranslations' }, language: 'en' },
      { column: { field: 'amount' } },
      { column: { field: 'titleTranslations' }, language: 'zh-Hant' },
    ]);
  });

  it('have problems where a column is unknown, doubled, missing, or without its language', () => {
    const { problems } = map([
      'Title',
      'Tytle (en)',
      'Amount',
      'amount',
      'Title (not a tag)',
      'Title (en)',
      '',
    ]);
    expect(problems.map(({ header, code }) => [header, code])).toEqual([
      ['Title', 'COLUMN_NEEDS_LANGUAGE'],
      ['Tytle (en)', 'UNKNOWN_COLUMN'],
      ['amount', 'DUPLICATE_COLUMN'],
      ['Title (not a tag)', 'UNKNOWN_COLUMN'],
      ['Key', 'MISSING_COLUMN'],
    ]);
  });

  it('recognize an encoding only if they are not ASCII', () => {
    expect(hasKnownHeaders(['编号', '金额'])).toBe(true);
    expect(hasKnownHeaders(['key', '훙굶'])).toBe(false);
  });
});

describe('words', () => {
  const value = (read: object) => ('value' in read ? read.value : 'refused');
  const names = createNames();

  it('of enums are read in four languages', () => {
    const read = (text: string) => value(readChoice(text, categoryWords));
    expect(['INVESTMENT', 'Trade', '投资', '협력', '貿易', 'gift'].map(read)).toEqual([
      'INVESTMENT',
      'TRADE',
      'INVESTMENT',
      'COOPERATION',
      'TRADE',
      'refused',
    ]);
  });

  it('of countries and currencies are read in four languages', () => {
    expect(
      ['KE', 'kenya', '巴西', '케냐', 'ブラジル', 'Atlantis'].map((text) => value(readCountry(text, names))),
    ).toEqual([...['KE', 'KE', 'BR', 'KE', 'BR', 'refused']]);
    expect(
      ['kes', '人民币', '米ドル', 'Brazilian Real', 'gold coins'].map((text) =>
        value(readCurrency(text, names)),
      ),
    ).toEqual([...['KES', 'CNY', 'USD', 'BRL', 'refused']]);
  });

  it('for yes and no are read in four languages', () => {
    expect(
      ['yes', '是', '예', 'はい', 'TRUE', '否', 'no', 'maybe'].map((text) => value(readFlag(text))),
    ).toEqual([...[true, true, true, true, true, false, false, 'refused']]);
  });
});
