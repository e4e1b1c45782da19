import { expect, it } from 'vitest';
import { Exact } from '../../../src/money/exact.ts';
import {
  comparableMetrics,
  compare,
  type DealsInScope,
} from '../../../src/programme/figures/figure-comparison.ts';
import type { SignedDeals } from '../../../src/programme/figures/signed-deals.ts';
import { rateOf } from '../announcements/deal.ts';

const group = (changes: Partial<SignedDeals>): SignedDeals => ({
  exhibitionId: 'edition',
  ceremonyId: 'opening',
  category: 'INVESTMENT',
  instrument: 'CONTRACT',
  isForeignFunded: false,
  deals: 1,
  currency: 'CNY',
  amount: '1',
  ...changes,
});

const rates = [rateOf('USD', '7.2'), rateOf('KRW', '0.0054')];
const edition = (...deals: SignedDeals[]): DealsInScope => ({ deals, reportingCurrency: 'CNY', rates });
const compared = (metric: string, value: string, currencyCode: string | null, ...scope: DealsInScope[]) =>
  compare({ id: 'figure', metric, value: new Exact(value), currencyCode }, scope);

/** Each group has an amount of its own, so that a sum reveals which of them were counted. */
const deals = [
  group({ deals: 1, amount: '1' }),
  group({ deals: 2, amount: '10', isForeignFunded: true }),
  group({ deals: 3, amount: '100', category: 'TRADE' }),
  group({ deals: 4, amount: '1000', category: 'TRADE', instrument: 'LETTER_OF_INTENT' }),
  group({ deals: 5, amount: '10000', instrument: 'LETTER_OF_INTENT' }),
  group({ deals: 6, amount: '100000', category: 'COOPERATION' }),
  group({ deals: 7, amount: null, currency: null, category: 'COOPERATION' }),
];

it.each([
  ['PROJECTS', null, '28'],
  ['INVESTMENT', 'CNY', '10011'],
  ['FOREIGN_FUNDED_PROJECTS', null, '2'],
  ['FOREIGN_FUNDED_INVESTMENT', 'CNY', '10'],
  ['TRADE', 'CNY', '1100'],
  ['LETTERS_OF_INTENT', 'CNY', '1000'],
])('compares %s with its own deals only', (metric, currency, computed) => {
  expect(comparableMetrics).toContain(metric);
  expect(compared(metric, '2', currency, edition(...deals)).computed).toBe(computed);
});

it('has the difference and the ratio of both amounts', () => {
  expect(compared('INVESTMENT', '3', 'CNY', edition(group({ amount: '2' })))).toEqual({
    figureId: 'figure',
    computed: '2',
    difference: '-1',
    ratio: '0.6667',
    rates: [],
  });
});

it('has no ratio to a reported zero', () => {
  const { computed, difference, ratio } = compared('PROJECTS', '0', null, edition(group({ deals: 2 })));
  expect([computed, difference, ratio]).toEqual(['2', '2', null]);
});

it('computes zero if nothing was signed, in any currency', () => {
  expect(compared('TRADE', '5', 'CHF', edition()).computed).toBe('0');
  expect(compared('TRADE', '5', 'CHF', edition(group({ currency: null, amount: null }))).computed).toBe('0');
});

it('converts to the currency of the figure, through the reporting currency if necessary, and names the rates', () => {
  const mixed = edition(
    group({ currency: 'CNY', amount: '72' }),
    group({ currency: 'USD', amount: '5' }),
    group({ currency: 'KRW', amount: '4000' }),
  );
  expect(compared('INVESTMENT', '1', 'CNY', mixed)).toMatchObject({ computed: '129.6', rates });
  // 72 / 7.2 + 5 + 4000 × 0.0054 / 7.2
  const inDollars = compared('INVESTMENT', '1', 'USD', mixed);
  expect(inDollars.computed).toBe('18');
  expect(inDollars.rates).toHaveLength(2);
  expect(inDollars.rates).toEqual(expect.arrayContaining(rates));
});

it('keeps amounts in the currency of the figure exact, without a rate', () => {
  const francs = { ...edition(group({ currency: 'CHF', amount: '0.01' })), rates: [] };
  expect(compared('INVESTMENT', '1', 'CHF', francs)).toMatchObject({ computed: '0.01', rates: [] });
});

it.each([
  ['CHF', 'CNY'],
  ['CNY', 'CHF'],
])('computes nothing from an amount in %s for a figure in %s: there is no rate', (currency, target) => {
  const scope = edition(group({ currency: 'USD' }), group({ currency }));
  expect(compared('INVESTMENT', '1', target, scope)).toEqual({
    figureId: 'figure',
    computed: null,
    difference: null,
    ratio: null,
    rates: [],
  });
});

it('rounds each sum half up to the decimals of the currency', () => {
  const scope = { ...edition(group({ currency: 'KRW', amount: '5' })), rates: [rateOf('KRW', '0.005')] };
  expect(compared('INVESTMENT', '1', 'CNY', scope).computed).toBe('0.03');
});

it('adds editions with different reporting currencies, each with its own rates', () => {
  const first = edition(group({ currency: 'USD', amount: '1' }));
  const second: DealsInScope = {
    deals: [group({ currency: 'EUR', amount: '10' })],
    reportingCurrency: 'EUR',
    rates: [rateOf('CNY', '0.125')],
  };
  expect(compared('INVESTMENT', '1', 'CNY', first, second)).toMatchObject({
    computed: '87.2',
    rates: [rates[0], second.rates[0]],
  });
});
