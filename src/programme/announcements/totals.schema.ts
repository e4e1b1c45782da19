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

/** How sums of one moment are converted. */
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
  description: 'The deals of a tally whose amount is in one currency.',
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

const ConvertedTotalRef = builder.objectRef<ConvertedTotal>('ConvertedTotal').implement({
  description: 'All amounts of a tally together in the reporting currency of the exhibition.',
  fields: (t) => ({
    money: t.expose('money', {
      type: MoneyRef,
      nullable: true,
      description:
        'Each currency’s sum is converted and rounded half up once, then added. Null if a rate is missing: a part must not pass for the whole.',
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
  description: 'Deals of one category, counted and added up per currency.',
  fields: (t) => ({
    deals: t.int({
      description: 'The number of deals, also of those without an amount.',
      resolve: ({ tally }) => tally.deals,
    }),
    currencies: t.field({
      type: [CurrencyTotalRef],
      ...boundedList(
        'currenciesWithDeals',
        'One entry per currency, in the order of the codes. Deals without an amount are in none.',
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
      description: 'The sums together in the reporting currency.',
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
    description: 'The deals of one category: all of them, and those that bind.',
    fields: (t) => ({
      category: t.field({
        type: DealCategory,
        description: 'The category of these deals.',
        resolve: ({ category }) => category,
      }),
      signingTotal: t.field({
        type: TallyRef,
        description: 'Deals of every instrument.',
        resolve: ({ breakdown, category, ...rates }) => ({
          ...rates,
          tally: signingTally(breakdown, category),
        }),
      }),
      contractedTotal: t.field({
        type: TallyRef,
        description: 'Deals that bind: contracts and framework agreements.',
        resolve: ({ breakdown, category, ...rates }) => ({
          ...rates,
          tally: contractedTally(breakdown, category),
        }),
      }),
    }),
  });

const DealTotalsRef = builder.interfaceRef<BreakdownView>('DealTotals').implement({
  description:
    'Deals, counted together and added up per category. There is no amount across categories: investment, trade and cooperation are different things.',
  fields: (t) => ({
    deals: t.int({
      description: 'The number of deals of all categories, also of those without an amount.',
      resolve: ({ breakdown }) => countDeals(breakdown),
    }),
    byCategory: t.field({
      type: [CategoryTotalsRef],
      ...boundedList(
        'dealCategories',
        'One entry for each category, in the order INVESTMENT, TRADE, COOPERATION. A category without deals has zeroes.',
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
      industry: t.exposeString('industry', { description: 'Its code, such as automobiles.' }),
    }),
  });

const CountryTotalsRef = builder.objectRef<BreakdownView & { country: string }>('CountryTotals').implement({
  description: 'The deals with a party from one country. A deal counts in each country that a party is from.',
  interfaces: [DealTotalsRef],
  fields: (t) => ({
    country: t.expose('country', { type: 'CountryCode', description: 'ISO 3166-1 alpha-2.' }),
  }),
});

export interface TotalsView extends BreakdownView {
  totals: Totals;
}

export function totalsView(totals: Totals): TotalsView {
  return { totals, ...viewOf(totals, totals.all) };
}

export const TotalsRef = builder.objectRef<TotalsView>('Totals').implement({
  description: 'What has been announced, added up: signed deals as corrected, without retracted ones.',
  interfaces: [DealTotalsRef],
  fields: (t) => ({
    reportingCurrency: t.expose('reportingCurrency', {
      type: 'CurrencyCode',
      description: 'The currency that amounts are converted to.',
    }),
    byIndustry: t.field({
      type: [IndustryTotalsRef],
      ...boundedList(
        'industriesWithDeals',
        'One entry per industry with a deal: most deals first, then by code.',
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
        'One entry per country of a party: most deals first, then by code. A deal counts in each country of its parties, so the entries do not add up to the whole.',
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
