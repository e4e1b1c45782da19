import { describe, expect, it } from 'vitest';
import { type AmountOptions, readAmount } from '../../../src/sheets/read-amount.ts';

const read = (text: string, options: Partial<AmountOptions> = {}) => {
  const result = readAmount(text, { currency: 'CNY', ...options });
  return 'value' in result ? result.value : result.problem;
};

describe('an amount', () => {
  it.each([
    ['1250000', '1250000'],
    ['1250.50', '1250.5'],
    ['0.125', '0.125'],
    ['1,250', '1250'],
    ['1,250,000.50', '1250000.5'],
    ['1.250.000,50', '1250000.5'],
    ['1.250.000', '1250000'],
    ["1'250'000.5", '1250000.5'],
    ['1 250 000', '1250000'],
    ['１，２５０．５', '1250.5'],
    ['١٢٥٠', '1250'],
    ['1.25亿', '125000000'],
    ['3,000万', '30000000'],
    ['1,250亿', '125000000000'],
    ['１２．５億', '1250000000'],
    ['1億2,000萬', '120000000'],
    ['1.5万亿', '1500000000000'],
    ['1250万元', '12500000'],
    ['CNY 1,250.50', '1250.5'],
    ['1250 CNY', '1250'],
    ['007', '7'],
  ])('%s is read as %s', (text, amount) => {
    expect(read(text)).toBe(amount);
  });

  it.each([
    ['5조', 'KRW', '5000000000000'],
    ['1조 2,000억원', 'KRW', '1200000000000'],
    ['3억5천만', 'KRW', '350000000'],
    ['2兆円', 'JPY', '2000000000000'],
    ['900달러', 'USD', '900'],
  ])('%s in %s... is read as %s', (text, currency, amount) => {
    expect(read(text, { currency })).toBe(amount);
  });

  it.each([
    ['1250,50', '1250.5', '125050'],
    ['1.250', '1.25', '1250'],
    ['12,5', '12.5', '125'],
    ['1,5亿', '1.5亿', '15亿'],
    ['1.250亿', '1.25亿', '1250亿'],
  ])('%s is refused with its readings %s and %s', (text, one, other) => {
    expect(read(text)).toMatchObject({
      code: 'AMBIGUOUS_VALUE',
      message: expect.stringContaining(`${one} or as ${other}`),
    });
  });

  it('with two readings is read with the decimal sign that the caller names', () => {
    expect(read('1250,50', { decimalSign: 'comma' })).toBe('1250.5');
    expect(read('1.250', { decimalSign: 'comma' })).toBe('1250');
    expect(read('1.250', { decimalSign: 'point' })).toBe('1.25');
    expect(read('1,250', { decimalSign: 'point' })).toBe('1250');
    expect(read('1250.50', { decimalSign: 'comma' })).toMatchObject({ code: 'INVALID_VALUE' });
  });

  it('in 兆 is refused where the word has two meanings', () => {
    expect(read('2兆')).toMatchObject({ code: 'AMBIGUOUS_VALUE' });
  });

  it.each(['', 'about 5', '-5', '1,25,000', '1,,250', '5亿6亿', '5万3亿', '亿', '1e5', '¥5', '5%', '1.2.3'])(
    '%j is refused',
    (text) => {
      expect(read(text)).toMatchObject({ code: 'INVALID_VALUE' });
    },
  );

  it('that states another currency than its row is refused', () => {
    expect(read('5 USD')).toMatchObject({ message: expect.stringContaining('states USD') });
    expect(read('5억원')).toMatchObject({ message: expect.stringContaining('states 원') });
  });
});
