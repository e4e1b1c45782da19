/** Amounts as the pages show them. */
import { describe, expect, it } from 'vitest';
import {
  formatCompact,
  formatExact,
  interpolate,
  isCompactExact,
  shareOf,
} from '../../../src/web/format/money.ts';

describe('an amount', () => {
  it.each([
    ['4800000000.00', 'CNY', '4.8 billion yuan', '48亿元', '48억 위안'],
    ['98500000000', 'KRW', '98.5 billion won', '985亿韩元', '985억 원'],
    ['1234.50', 'USD', '1,234.50 US dollars', '1,234.50美元', '1,234.50달러'],
    ['641500000000', 'KRW', '641.5 billion won', '6415亿韩元', '6,415억 원'],
    ['1234567890123', 'KRW', '1.23 trillion won', '1.23万亿韩元', '1.23조 원'],
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

  it('is compact in any currency and language', () => {
    expect(formatCompact({ amount: '2500000.00', currency: 'BRL' }, 'pt')).toMatch(
      /^2,5 milhões Real brasileiro$/i,
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
