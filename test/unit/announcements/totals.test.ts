import { expect, it } from 'vitest';
import type { DealSnapshot } from '../../../src/announcements/content.ts';
import { convertTally } from '../../../src/announcements/tally.ts';
import {
  contractedTally,
  countDeals,
  mostDealsFirst,
  noTotals,
  signingTally,
  withDeal,
  withoutDeal,
} from '../../../src/announcements/totals.ts';
import { addUp } from '../../support/add-up.ts';
import { dealSnapshot, rateOf } from './deal.ts';

const totalsOf = (...deals: DealSnapshot[]) =>
  deals.reduce((state, deal) => addUp(state, deal, 1), noTotals());

it('passes every change of an announced deal to the database, each country once', () => {
  const deal = dealSnapshot({
    category: 'TRADE',
    instrument: 'LETTER_OF_INTENT',
    countries: ['KR', 'CN', 'KR'],
  });
  const change = {
    category: 'TRADE',
    binding: false,
    money: { amount: '100.00', currency: 'CNY' },
    industry: 'automobiles',
    countries: ['KR', 'CN'],
  };
  expect(withDeal(deal)).toEqual({ sign: 1, ...change });
  expect(withoutDeal(deal)).toEqual({ sign: -1, ...change });
  expect(withDeal({ ...deal, amount: null }).money).toBeNull();
});

it.each([
  ['CONTRACT', true],
  ['FRAMEWORK_AGREEMENT', true],
  ['MEMORANDUM_OF_UNDERSTANDING', false],
  ['LETTER_OF_INTENT', false],
] as const)('counts a %s as binding: %s', (instrument, binding) => {
  expect(withDeal(dealSnapshot({ instrument })).binding).toBe(binding);
});

it('counts all deals together, and adds no amount across categories', () => {
  const { all } = totalsOf(
    dealSnapshot(),
    dealSnapshot({ category: 'TRADE', amount: { amount: '7.00', currency: 'CNY' } }),
    dealSnapshot({ category: 'COOPERATION', amount: null }),
  );
  expect(countDeals(all)).toBe(3);
  expect(signingTally(all, 'INVESTMENT')).toEqual({
    deals: 1,
    currencies: { CNY: { deals: 1, amount: '100.00' } },
  });
  expect(signingTally(all, 'TRADE')).toEqual({
    deals: 1,
    currencies: { CNY: { deals: 1, amount: '7.00' } },
  });
  expect(signingTally(all, 'COOPERATION')).toEqual({ deals: 1, currencies: {} });
});

it('adds every instrument to the signing total, and binding ones to the contracted total', () => {
  const { all } = totalsOf(
    dealSnapshot(),
    dealSnapshot({ instrument: 'FRAMEWORK_AGREEMENT', amount: { amount: '5', currency: 'KRW' } }),
    dealSnapshot({ instrument: 'LETTER_OF_INTENT', amount: { amount: '0.10', currency: 'CNY' } }),
    dealSnapshot({ instrument: 'MEMORANDUM_OF_UNDERSTANDING', amount: { amount: '1.00', currency: 'USD' } }),
  );
  expect(signingTally(all, 'INVESTMENT')).toEqual({
    deals: 4,
    currencies: {
      CNY: { deals: 2, amount: '100.10' },
      KRW: { deals: 1, amount: '5' },
      USD: { deals: 1, amount: '1.00' },
    },
  });
  expect(contractedTally(all, 'INVESTMENT')).toEqual({
    deals: 2,
    currencies: { CNY: { deals: 1, amount: '100.00' }, KRW: { deals: 1, amount: '5' } },
  });
  expect(contractedTally(totalsOf().all, 'TRADE')).toEqual({ deals: 0, currencies: {} });
});

it('does not modify its inputs when it adds two totals', () => {
  const { all } = totalsOf(dealSnapshot(), dealSnapshot({ instrument: 'LETTER_OF_INTENT' }));
  const before = structuredClone(all);
  signingTally(all, 'INVESTMENT');
  expect(all).toEqual(before);
});

it('keeps each industry and each country apart, and a deal counts in each country of its parties', () => {
  const { industries, countries } = totalsOf(
    dealSnapshot(),
    dealSnapshot({ industry: { code: 'shipping', names: [] }, countries: ['DE'] }),
  );
  const counts = (breakdowns: typeof industries) =>
    mostDealsFirst(breakdowns).map(([key, breakdown]) => `${key} ${countDeals(breakdown)}`);
  expect(counts(industries)).toEqual(['automobiles 1', 'shipping 1']);
  expect(counts(countries)).toEqual(['CN 1', 'DE 1', 'KR 1']);
});

it('lists the most deals first, and equal numbers by key', () => {
  const one = totalsOf(dealSnapshot()).all;
  const two = totalsOf(dealSnapshot(), dealSnapshot({ category: 'TRADE' })).all;
  const keys = mostDealsFirst({ b: one, c: two, a: one }).map(([key]) => key);
  expect(keys).toEqual(['c', 'a', 'b']);
});

it('removes a retracted deal: its amount, its count, and each group that held no other deal', () => {
  const kept = dealSnapshot({ amount: { amount: '1.00', currency: 'USD' } });
  const retracted = dealSnapshot({
    category: 'TRADE',
    industry: { code: 'shipping', names: [] },
    countries: ['DE'],
  });
  expect(addUp(totalsOf(kept, retracted), retracted, -1)).toEqual(totalsOf(kept));
  expect(addUp(totalsOf(kept), kept, -1)).toEqual(noTotals());
});

it('counts a corrected deal with its new amount, currency, category and instrument only', () => {
  const before = dealSnapshot({ amount: { amount: '100.00', currency: 'USD' } });
  const after = dealSnapshot({
    category: 'TRADE',
    instrument: 'LETTER_OF_INTENT',
    amount: { amount: '20000', currency: 'KRW' },
  });
  const { all } = addUp(addUp(totalsOf(before), before, -1), after, 1);
  expect(countDeals(all)).toBe(1);
  expect(signingTally(all, 'INVESTMENT')).toEqual({ deals: 0, currencies: {} });
  const rates = [rateOf('USD', '7.2'), rateOf('KRW', '0.0054')];
  expect(convertTally(signingTally(all, 'TRADE'), 'CNY', rates)).toEqual({
    money: { amount: '108.00', currency: 'CNY' },
    rates: [rates[1]],
    missingRates: [],
  });
});
