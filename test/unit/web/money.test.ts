/** Amounts as the pages show them. */
import { describe, expect, it } from 'vitest';
import { formatCompact, isCompactExact } from '../../../src/amounts/compact-amount.ts';
import { formatDecimal, scaleDecimal } from '../../../src/amounts/decimal-format.ts';
import { formatExact, interpolate, shareOf } from '../../../src/web/format/money.ts';

describe('an amount', () => {
  it.each([
    ['4800000000.00', 'CNY', '4.8 billion yuan', '48亿元', '48억 위안'],
    ['98500000000', 'KRW', '98.5 billion won', '985亿韩元', '985억 원'],
    ['1234.50', 'USD', '1,234.50 US dollars', '1,234.50美元', '1,234.50달러'],
    ['641500000000', 'KRW', '641.5 billion won', '6415亿韩元', '6,415억 원'],
    ['1234567890123', 'KRW', '1.23 trillion won', '1.23万亿韩元', '1조 2,300억 원'],
    ['0', 'CNY', '0 yuan', '0元', '0위안'],
    ['999999.99', 'CNY', '999,999.99 yuan', '999,999.99元', '999,999.99위안'],
    ['1000000.00', 'CNY', '1 million yuan', '100万元', '100만 위안'],
  ])('of %s %s is compact in each language as people say it', (amount, currency, en, zh, ko) => {
    expect([
      formatCompact({ amount, currency }, 'en'),
      formatCompact({ amount, currency }, 'zh'),
      formatCompact({ amount, currency }, 'ko'),
    ]).toEqual([en, zh, ko]);
  });

  it.each([
    ['1250000000000', 'KRW', '1.25 trillion won', '1.25万亿韩元', '1조 2,500억 원', '1兆2,500億ウォン'],
    ['35000000000', 'JPY', '35 billion yen', '350亿日元', '350억 엔', '350億円'],
    ['1250000000.00', 'CNY', '1.25 billion yuan', '12.5亿元', '12억 5,000만 위안', '12億5,000万元'],
    ['1200000', 'KRW', '1.2 million won', '120万韩元', '120만 원', '120万ウォン'],
    ['1234500', 'KRW', '1.23 million won', '123.45万韩元', '123만 4,500원', '123万4,500ウォン'],
    ['10500000000', 'KRW', '10.5 billion won', '105亿韩元', '105억 원', '105億ウォン'],
    ['10050000000', 'KRW', '10.05 billion won', '100.5亿韩元', '100억 5,000만 원', '100億5,000万ウォン'],
    ['10001000000', 'KRW', '10 billion won', '100.01亿韩元', '100억 100만 원', '100億100万ウォン'],
    ['9999995000', 'KRW', '10 billion won', '100亿韩元', '100억 원', '100億ウォン'],
    ['12500000000000000', 'KRW', '12,500 trillion won', '12,500万亿韩元', '12,500조 원', '1京2,500兆ウォン'],
    ['1.00', 'USD', '1 US dollar', '1美元', '1달러', '1ドル'],
    ['1.00', 'EUR', '1 euro', '1欧元', '1유로', '1ユーロ'],
    ['2.00', 'EUR', '2 euros', '2欧元', '2유로', '2ユーロ'],
  ])('of %s %s is said in the scales of each language', (amount, currency, ...said) => {
    expect(['en', 'zh', 'ko', 'ja'].map((language) => formatCompact({ amount, currency }, language))).toEqual(
      said,
    );
  });

  it('is compact in any currency and language', () => {
    expect(formatCompact({ amount: '2500000.00', currency: 'GBP' }, 'en')).toBe('2.5 million British pounds');
    expect(formatCompact({ amount: '1.00', currency: 'GBP' }, 'en')).toBe('1 British pound');
    expect(formatCompact({ amount: '2500000.00', currency: 'BRL' }, 'pt')).toMatch(
      /^2,5 milhões reais brasileiros$/i,
    );
  });

  it('is exact with every digit, also those that a floating-point number loses', () => {
    expect(formatExact({ amount: '9007199254740993.01', currency: 'CNY' }, 'en')).toBe(
      '9,007,199,254,740,993.01 CNY',
    );
    expect(isCompactExact({ amount: '4800000000.00', currency: 'CNY' }, 'en', 3)).toBe(true);
    expect(isCompactExact({ amount: '4800000000.01', currency: 'CNY' }, 'en', 3)).toBe(false);
  });

  it('counts from one value to another exactly, up and down', () => {
    expect(interpolate('0', '9007199254740993.01', 1_000)).toBe('9007199254740993.01');
    expect(interpolate('10.00', '20.00', 500)).toBe('15.00');
    expect(interpolate('20.00', '10.00', 0)).toBe('20.00');
    expect(interpolate('1', '0', 999)).toBe('1');
    expect(interpolate('0.00', '0.05', 1_000)).toBe('0.05');
    expect(interpolate('0', '0.05', 500)).toBe('0.02');
  });

  it('is a share of a whole, also of zero', () => {
    expect(shareOf('25.00', '100.00')).toBe(0.25);
    expect(shareOf('0', '0')).toBe(0);
    expect(shareOf('0.5', '2')).toBe(0.25);
    expect(shareOf('5', '20.00')).toBe(0.25);
    expect(shareOf('1.00', '3.00')).toBe(0.3333);
  });
});

describe('an amount in an old browser, whose Intl rounds decimal strings', () => {
  const exact = (amount: string) => amount as Intl.StringNumericLiteral;
  const amounts = [
    '0',
    '5',
    '999.99',
    '1000',
    '12345.60',
    '999999.99',
    '1000000',
    '9999999.99',
    '99999999.995',
  ]
    .concat(['999999999.9949', '4800000000.00', '123456789012.34', '9999999999999.99', '1234567890123456.78'])
    .concat(['9007199254740993.01', '99999999999999999999.99']);

  it.each([
    'en',
    'zh',
    'zh-Hant',
    'ko',
    'ja',
    'de',
    'fr',
    'es',
    'pl',
    'ru',
    'ar-EG',
    'fa',
    'hi',
    'th',
    'de-CH',
  ])('has the digits and separators of %s that Intl of today writes', (language) => {
    for (const amount of amounts) {
      const decimals = amount.split('.')[1]?.length ?? 0;
      const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
      const today = new Intl.NumberFormat(language, options).format(exact(amount));
      expect(formatDecimal(amount, language), amount).toBe(today);
    }
  });

  it.each(['en', 'zh', 'ko', 'ja', 'de', 'fr', 'es', 'pt', 'ru', 'th'])(
    'is scaled and rounded in %s as by Intl of today',
    (language) => {
      for (const amount of amounts.filter((each) => each.split('.')[0]!.length > 6)) {
        for (const decimals of [0, 2, 3]) {
          const parts = new Intl.NumberFormat(language, {
            notation: 'compact',
            compactDisplay: 'long',
            maximumFractionDigits: decimals,
            useGrouping: false,
          }).formatToParts(exact(amount));
          const isFigure = ({ type }: Intl.NumberFormatPart) => /integer|decimal|fraction/.test(type);
          const figure = parts
            .filter(isFigure)
            .map(({ value }) => value)
            .join('');
          const scale = parts.find(({ type }) => type === 'compact')?.value ?? '';
          const scaled = scaleDecimal(amount, language, decimals);
          expect(
            [formatDecimal(scaled.figure, language, false), scaled.scale],
            `${amount} ${decimals}`,
          ).toEqual([figure, scale]);
        }
      }
    },
  );

  it('makes no floating-point number of the digits', () => {
    const given: unknown[] = [];
    const { prototype } = Intl.NumberFormat;
    const today = Object.getOwnPropertyDescriptor(prototype, 'format')!;
    const get = function get(this: Intl.NumberFormat) {
      return (value: number) => {
        given.push(value);
        return today.get!.call(this)(value);
      };
    };
    Object.defineProperty(prototype, 'format', { ...today, get });
    formatExact({ amount: '9007199254740993.01', currency: 'CNY' }, 'en');
    Object.defineProperty(prototype, 'format', today);
    expect(given).toEqual([9007199254740993n, 0, 1]);
  });
});
