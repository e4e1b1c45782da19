import type { DealCategory as Category } from '../../../prisma/generated/client/enums.ts';
import { type ConvertedTotal, convertTally, type Tally } from '../../announcements/tally.ts';
import {
  type Breakdown,
  contractedTally,
  countDeals,
  dealCategories,
  mostDealsFirst,
  signingTally,
  type Totals,
} from '../../announcements/totals.ts';
import { builder } from '../../graphql/builder.ts';
import { DealCategory } from '../../graphql/enums.schema.ts';
import { boundedList } from '../../graphql/list-limits.ts';
import { ConversionRef, MoneyRef, RateRef } from '../../graphql/money.schema.ts';
import { type Conversion, convert, type Money, money, type Rate } from '../../money/money.ts';

/** The exchange rates with which totals are converted. */
interface Rates {
  reportingCurrency: string;
  rates: readonly Rate[];
}

interface CurrencyTotal {
  deals: number;
  sum: Money;
  converted: Conversion | null;
}

const CurrencyTotalRef = builder.objectRef<CurrencyTotal>('CurrencyTotal').implement({
  description: 'The deals with an amount in one currency.',
  fields: (t) => ({
    deals: t.exposeInt('deals', { description: 'The number of these deals.' }),
    sum: t.expose('sum', { type: MoneyRef, description: 'The exact sum of their amounts.' }),
    converted: t.expose('converted', {
      type: ConversionRef,
      nullable: true,
      description: 'The sum in the reporting currency of the exhibition. Null if there is no rate.',
    }),
  }),
});

export const ConvertedTotalRef = builder.objectRef<ConvertedTotal>('ConvertedTotal').implement({
  description: 'The sum of all amounts in the reporting currency of the exhibition.',
  fields: (t) => ({
    money: t.expose('money', {
      type: MoneyRef,
      nullable: true,
      description:
        'The sum of each currency is converted and rounded half up, then these sums are added. Null if a rate is missing, because a partial sum would look like the total.',
    }),
    rates: t.expose('rates', {
      type: [RateRef],
      ...boundedList('convertedCurrencies', 'The rates used, one per foreign currency.'),
    }),
    missingRates: t.expose('missingRates', {
      type: ['CurrencyCode'],
      description: 'The currencies without a rate. Empty if `money` is given.',
    }),
  }),
});

const TallyRef = builder.objectRef<{ tally: Tally } & Rates>('Tally').implement({
  description: 'Number of deals of one category, and the sums of their amounts per currency.',
  fields: (t) => ({
    deals: t.int({
      description: 'The number of deals, including those without an amount.',
      resolve: ({ tally }) => tally.deals,
    }),
    currencies: t.field({
      type: [CurrencyTotalRef],
      ...boundedList(
        'currenciesWithDeals',
        'One entry per currency, in the order of the codes. Deals without an amount are not included.',
      ),
      resolve: ({ tally, reportingCurrency, rates }) =>
        Object.entries(tally.currencies)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([currency, { deals, amount }]) => {
            const sum = money(amount, currency);
            return { deals, sum, converted: convert(sum, reportingCurrency, rates) };
          }),
    }),
    converted: t.field({
      type: ConvertedTotalRef,
      description: 'The sum of all currencies in the reporting currency.',
      resolve: ({ tally, reportingCurrency, rates }) => convertTally(tally, reportingCurrency, rates),
    }),
  }),
});

interface BreakdownView extends Rates {
  breakdown: Breakdown;
}

const CategoryTotalsRef = builder
  .objectRef<BreakdownView & { category: Category }>('CategoryTotals')
  .implement({
    description: 'Totals of one category: of all deals, and of the binding ones.',
    fields: (t) => ({
      category: t.field({
        type: DealCategory,
        description: 'The category of these deals.',
        resolve: ({ category }) => category,
      }),
      signingTotal: t.field({
        type: TallyRef,
        description: 'Deals with any instrument.',
        resolve: ({ breakdown, category, ...rates }) => ({
          ...rates,
          tally: signingTally(breakdown, category),
        }),
      }),
      contractedTotal: t.field({
        type: TallyRef,
        description: 'Deals with a binding instrument: contracts and framework agreements.',
        resolve: ({ breakdown, category, ...rates }) => ({
          ...rates,
          tally: contractedTally(breakdown, category),
        }),
      }),
    }),
  });

const DealTotalsRef = builder.interfaceRef<BreakdownView>('DealTotals').implement({
  description:
    'Number of deals, and totals per category. Amounts of investment, trade and cooperation are never added together.',
  fields: (t) => ({
    deals: t.int({
      description: 'The number of deals of all categories, including those without an amount.',
      resolve: ({ breakdown }) => countDeals(breakdown),
    }),
    byCategory: t.field({
      type: [CategoryTotalsRef],
      ...boundedList(
        'dealCategories',
        'One entry for each category, in the order INVESTMENT, TRADE, COOPERATION. A category without deals has zero deals and no sums.',
      ),
      resolve: ({ breakdown, reportingCurrency, rates }) =>
        dealCategories.map((category) => ({ category, breakdown, reportingCurrency, rates })),
    }),
  }),
});

const IndustryTotalsRef = builder
  .objectRef<BreakdownView & { industry: string }>('IndustryTotals')
  .implement({
    description: 'The deals of one industry.',
    interfaces: [DealTotalsRef],
    fields: (t) => ({
      industry: t.exposeString('industry', { description: 'The code of the industry, such as automobiles.' }),
    }),
  });

const CountryTotalsRef = builder.objectRef<BreakdownView & { country: string }>('CountryTotals').implement({
  description:
    'The deals with a party from one country. A deal is counted once in each country of its parties.',
  interfaces: [DealTotalsRef],
  fields: (t) => ({
    country: t.expose('country', { type: 'CountryCode', description: 'The country of the parties.' }),
  }),
});

export interface TotalsView extends BreakdownView {
  totals: Totals;
}

export function totalsView(totals: Totals): TotalsView {
  return { totals, ...viewOf(totals, totals.all) };
}

export const TotalsRef = builder.objectRef<TotalsView>('Totals').implement({
  description: 'Totals of the announced deals: signed deals with their corrections, without retracted deals.',
  interfaces: [DealTotalsRef],
  fields: (t) => ({
    reportingCurrency: t.expose('reportingCurrency', {
      type: 'CurrencyCode',
      description: 'The reporting currency, into which amounts are converted.',
    }),
    byIndustry: t.field({
      type: [IndustryTotalsRef],
      ...boundedList(
        'industriesWithDeals',
        'One entry per industry with a deal, those with the most deals first, then by code.',
      ),
      resolve: ({ totals }) =>
        mostDealsFirst(totals.industries).map(([industry, breakdown]) => ({
          industry,
          ...viewOf(totals, breakdown),
        })),
    }),
    byCountry: t.field({
      type: [CountryTotalsRef],
      ...boundedList(
        'countriesWithDeals',
        'One entry per country of a party, those with the most deals first, then by code. A deal is counted in each country of its parties, so the sum of the entries can exceed the totals.',
      ),
      resolve: ({ totals }) =>
        mostDealsFirst(totals.countries).map(([country, breakdown]) => ({
          country,
          ...viewOf(totals, breakdown),
        })),
    }),
  }),
});

function viewOf({ reportingCurrency, rates }: Totals, breakdown: Breakdown): BreakdownView {
  return { breakdown, reportingCurrency, rates };
}
