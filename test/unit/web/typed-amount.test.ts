/** Amounts as people type them. A wrong reading would be announced a hundred or a thousand times too large. */
import { describe, expect, it } from 'vitest';
import { readTypedAmount } from '../../../src/web/desk/state/typed-amount.ts';

const read = (typed: string, language = 'en', currency = 'CNY') => {
  const result = readTypedAmount(typed, language, currency);
  if (result.name === 'amount') return result.amount;
  return result.name === 'ambiguous' ? result.readings : result.name;
};

describe('a typed amount', () => {
  it.each([
    ['4800000000', '4800000000'],
    ['1250.50', '1250.50'],
    [' 1250.5 ', '1250.5'],
    ['1,250', '1250'],
    ['1,250.50', '1250.50'],
    ['4,800,000,000', '4800000000'],
    ['4 800 000 000.00', '4800000000.00'],
    ['98\u00a0500\u202f000', '98500000'],
    ["1'250'000", '1250000'],
    ['1’250’000.50', '1250000.50'],
    // Only one reading is possible, in any language.
    ['1.250.000', '1250000'],
    ['1.250,50', '1250.50'],
    ['1 250 000,5', '1250000.5'],
    ['0.5', '0.5'],
    ['007', '7'],
    ['', 'empty'],
    ['   ', 'empty'],
  ])('%j is %j', (typed, amount) => expect(read(typed)).toBe(amount));

  it.each([
    ['１２５００００', '1250000'],
    ['１，２５０，０００．５０', '1250000.50'],
    // A Chinese or Japanese input method writes its own full stop and comma.
    ['1250。5', '1250.5'],
    ['1、250、000', '1250000'],
    ['１\u3000２５０\u3000０００', '1250000'],
    ['١٢٥٠٫٥٠', '1250.50'],
    ['١٬٢٥٠٬٠٠٠', '1250000'],
    ['۱۲۵۰', '1250'],
    ['१२५०', '1250'],
  ])('%j, typed with an input method, is %j', (typed, amount) => expect(read(typed)).toBe(amount));

  it.each([
    ['1250,50', 'en', 'CNY', ['1250.50', '125050']],
    ['12,5', 'en', 'CNY', ['12.5', '125']],
    ['0,5', 'en', 'CNY', ['0.5', '5']],
    ['1.250', 'en', 'CNY', ['1250', '1.250']],
    ['１．２５０', 'zh', 'CNY', ['1250', '1.250']],
    ['1.250', 'ko', 'KRW', ['1250', '1.250']],
    // A dinar of Kuwait has three decimals: both readings are amounts.
    ['1,250', 'en', 'KWD', ['1.250', '1250']],
    ['1.250', 'en', 'KWD', ['1.250', '1250']],
    ['1.250', 'de', 'KWD', ['1.250', '1250']],
    ['1250.50', 'de', 'EUR', ['1250.50', '125050']],
    ['1,250', 'de', 'EUR', ['1250', '1.250']],
  ])('%j in %s and %s has two readings, and is refused with both', (typed, language, currency, readings) =>
    expect(read(typed, language, currency)).toEqual(readings),
  );

  it.each([
    ['1250,50', 'de', 'EUR', '1250.50'],
    ['1.250', 'de', 'EUR', '1250'],
    ['1.250', 'id', 'IDR', '1250'],
    ['1 250,50', 'fr', 'EUR', '1250.50'],
    ["1'250.50", 'de-CH', 'CHF', '1250.50'],
    ['1,250', 'ja', 'JPY', '1250'],
    ['1,250', 'ko', 'KRW', '1250'],
    ['1250.500', 'en', 'KWD', '1250.500'],
  ])('%j in %s and %s has the separators of the language: %j', (typed, language, currency, amount) =>
    expect(read(typed, language, currency)).toBe(amount),
  );

  it.each([
    '1,2345',
    '1,250,50',
    '12 5',
    ',250',
    '1250.',
    '.5',
    '1250.555',
    '1,25,000',
    '1..5',
    'a lot',
    '-5',
    '+5',
    '¥1250',
    '12亿',
    '1e9',
    '1/2',
    'NaN',
    '½',
  ])('%j is not read at all', (typed) => expect(read(typed)).toBe('unreadable'));

  it('without decimals in its currency has none', () => {
    expect(read('1250.5', 'ko', 'KRW')).toBe('unreadable');
    expect(read('1250.5', 'en', 'not a currency')).toBe('1250.5');
  });
});
