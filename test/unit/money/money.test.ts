import { expect, it } from 'vitest';
import { Exact, formatExact } from '../../../src/money/exact.ts';
import { convert, money, type Rate } from '../../../src/money/money.ts';

const rate = (currency: string, value: string): Rate => ({
  currency,
  rate: value,
  date: '2030-05-06',
  source: 'Test',
  sample: true,
});

it.each([
  ['25', '0.001', 'EUR', '0.03'],
  ['24', '0.001', 'EUR', '0.02'],
  ['35', '0.001', 'EUR', '0.04'],
  ['1', '0.005', 'EUR', '0.01'],
  ['1', '0.5', 'JPY', '1'],
  ['5', '0.5', 'JPY', '3'],
  ['1', '0.00249', 'EUR', '0.00'],
  ['1', '0.0005', 'KWD', '0.001'],
])('rounds a tie half up: %s at %s is %s %s', (amount, value, target, expected) => {
  expect(convert({ amount, currency: 'KRW' }, target, [rate('KRW', value)])?.money).toEqual({
    amount: expected,
    currency: target,
  });
});

it('converts with the rate of the currency, and names it', () => {
  const rates = [rate('KRW', '0.0054'), rate('USD', '7.2')];
  expect(convert({ amount: '10.00', currency: 'USD' }, 'CNY', rates)).toEqual({
    money: { amount: '72.00', currency: 'CNY' },
    rate: rates[1],
  });
});

it('keeps an amount in the reporting currency as it is, without a rate', () => {
  const amount = { amount: '10.00', currency: 'CNY' };
  expect(convert(amount, 'CNY', [rate('CNY', '2')])).toEqual({ money: amount, rate: null });
});

it('returns null without a rate', () => {
  expect(convert({ amount: '10.00', currency: 'USD' }, 'CNY', [rate('KRW', '0.0054')])).toBeNull();
});

it('writes all decimals of the currency', () => {
  expect(money('5', 'CNY')).toEqual({ amount: '5.00', currency: 'CNY' });
  expect(money('5', 'KRW')).toEqual({ amount: '5', currency: 'KRW' });
  expect(money('5', 'KWD')).toEqual({ amount: '5.000', currency: 'KWD' });
  expect(() => money('5', 'XAU')).toThrow('XAU is not an ISO 4217 currency');
});

it('loses no digit of a sum of the largest amounts', () => {
  const sum = new Exact('999999999999999999.99').plus('999999999999999999.99').plus('0.01');
  expect(formatExact(sum, 2)).toBe('1999999999999999999.99');
});
