import { expect, it } from 'vitest';
import { addTallies, convertTally, type Tally } from '../../../src/announcements/tally.ts';
import { rateOf } from './deal.ts';

const tally = (currencies: Record<string, string>): Tally => ({
  deals: Object.keys(currencies).length,
  currencies: Object.fromEntries(
    Object.entries(currencies).map(([code, amount]) => [code, { deals: 1, amount }]),
  ),
});

it('converts the sum of each currency and adds the rounded amounts, so that the displayed amounts add up', () => {
  const rates = [rateOf('JPY', '0.005'), rateOf('KRW', '0.005')];
  // 0.005 and 0.005 are shown as 0.01 each; rounded after the addition, the total would be 0.01.
  expect(convertTally(tally({ EUR: '1.00', JPY: '1', KRW: '1' }), 'EUR', rates)).toEqual({
    money: { amount: '1.02', currency: 'EUR' },
    rates,
    missingRates: [],
  });
});

it('has no converted amount if a currency has no rate, and names every such currency', () => {
  const rates = [rateOf('JPY', '0.0061')];
  expect(convertTally(tally({ EUR: '1.00', JPY: '100', USD: '5.00', KRW: '7' }), 'EUR', rates)).toEqual({
    money: null,
    rates,
    missingRates: ['KRW', 'USD'],
  });
});

it('has no converted amount if a single currency has no rate: the rest would pass for the whole', () => {
  const rates = [rateOf('JPY', '0.0061')];
  expect(convertTally(tally({ EUR: '1.00', JPY: '100', USD: '0.01' }), 'EUR', rates)).toMatchObject({
    money: null,
    missingRates: ['USD'],
  });
});

it('adds amounts that are a cent apart exactly, also when they are converted', () => {
  const left = tally({ EUR: '0.10', USD: '0.01' });
  const right = tally({ EUR: '0.20', USD: '0.02' });
  const sum = addTallies(left, right);
  expect([sum.currencies.EUR?.amount, sum.currencies.USD?.amount]).toEqual(['0.30', '0.03']);
  expect(convertTally(sum, 'EUR', [rateOf('USD', '1')]).money?.amount).toBe('0.33');
});

it('converts an empty tally to zero, with all decimals of the currency', () => {
  expect(convertTally(tally({}), 'EUR', []).money).toEqual({ amount: '0.00', currency: 'EUR' });
  expect(convertTally({ deals: 3, currencies: {} }, 'JPY', []).money).toEqual({
    amount: '0',
    currency: 'JPY',
  });
});

it('names no rate for amounts in the reporting currency', () => {
  expect(convertTally(tally({ EUR: '1.00' }), 'EUR', [rateOf('EUR', '3')])).toEqual({
    money: { amount: '1.00', currency: 'EUR' },
    rates: [],
    missingRates: [],
  });
});

it('adds two tallies exactly, per currency', () => {
  const left: Tally = { deals: 3, currencies: { CNY: { deals: 2, amount: '999999999999999999.99' } } };
  const right: Tally = {
    deals: 2,
    currencies: { CNY: { deals: 1, amount: '0.02' }, KWD: { deals: 1, amount: '1.005' } },
  };
  const sum = {
    deals: 5,
    currencies: {
      CNY: { deals: 3, amount: '1000000000000000000.01' },
      KWD: { deals: 1, amount: '1.005' },
    },
  };
  expect(addTallies(left, right)).toEqual(sum);
  expect(addTallies(right, left)).toEqual(sum);
});
