import { type ConvertedTotal, convertTally, type Tally, type Totals } from '../../announcements/totals.ts';
import { builder } from '../../graphql/builder.ts';
import { ConversionRef, MoneyRef, RateRef } from '../../graphql/money.schema.ts';
import { type Conversion, convert, type Money, money, type Rate } from '../../money/money.ts';

/** A tally together with what it converts with. */
interface TallyView {
  tally: Tally;
  reportingCurrency: string;
  rates: readonly Rate[];
}

interface CurrencyTotal {
  deals: number;
  sum: Money;
  converted: Conversion | null;
}

const CurrencyTotalRef = builder.objectRef<CurrencyTotal>('CurrencyTotal').implement({
  description: 'The deals whose amount is in one currency.',
  fields: (t) => ({
    deals: t.exposeInt('deals'),
    sum: t.expose('sum', { type: MoneyRef }),
    converted: t.expose('converted', {
      type: ConversionRef,
      nullable: true,
      description: 'The sum in the reporting currency. Null where there is no rate.',
    }),
  }),
});

const ConvertedTotalRef = builder.objectRef<ConvertedTotal>('ConvertedTotal').implement({
  description: 'All amounts together in the reporting currency of the exhibition.',
  fields: (t) => ({
    money: t.expose('money', {
      type: MoneyRef,
      nullable: true,
      description:
        'Each currency’s sum converted and rounded once, then added. Null as soon as one currency has no rate: a part is not passed off as the whole.',
    }),
    rates: t.expose('rates', { type: [RateRef], description: 'The rates that were used.' }),
    missingRates: t.expose('missingRates', {
      type: ['CurrencyCode'],
      description: 'The currencies for which there is no rate.',
    }),
  }),
});

const TallyRef = builder.interfaceRef<TallyView>('Tally').implement({
  description: 'Deals, counted and added up per currency.',
  fields: (t) => ({
    deals: t.int({
      description: 'All deals, also those that tell no amount.',
      resolve: ({ tally }) => tally.deals,
    }),
    currencies: t.field({
      type: [CurrencyTotalRef],
      description: 'In the order of their codes.',
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
      resolve: ({ tally, reportingCurrency, rates }) => convertTally(tally, reportingCurrency, rates),
    }),
  }),
});

const IndustryTotalsRef = builder.objectRef<TallyView & { industry: string }>('IndustryTotals').implement({
  description: 'The deals of one industry.',
  interfaces: [TallyRef],
  fields: (t) => ({
    industry: t.exposeString('industry', { description: 'Its code, such as automobiles.' }),
  }),
});

const CountryTotalsRef = builder.objectRef<TallyView & { country: string }>('CountryTotals').implement({
  description:
    'The deals that have a party of one country. A deal counts once for each country among its parties.',
  interfaces: [TallyRef],
  fields: (t) => ({ country: t.expose('country', { type: 'CountryCode' }) }),
});

export interface TotalsView extends TallyView {
  totals: Totals;
}

export function totalsView(totals: Totals): TotalsView {
  return { totals, ...tallyView(totals, totals.all) };
}

export const TotalsRef = builder.objectRef<TotalsView>('Totals').implement({
  description: 'What has been announced, added up: signed deals as corrected, without those retracted.',
  interfaces: [TallyRef],
  fields: (t) => ({
    reportingCurrency: t.expose('reportingCurrency', { type: 'CurrencyCode' }),
    byIndustry: t.field({
      type: [IndustryTotalsRef],
      description: 'The industry with the most deals first.',
      resolve: ({ totals }) =>
        ranked(totals.industries).map(([industry, tally]) => ({ industry, ...tallyView(totals, tally) })),
    }),
    byCountry: t.field({
      type: [CountryTotalsRef],
      description:
        'The country with the most deals first. A deal counts once for each country among its parties, so these do not add up to the whole.',
      resolve: ({ totals }) =>
        ranked(totals.countries).map(([country, tally]) => ({ country, ...tallyView(totals, tally) })),
    }),
  }),
});

function tallyView({ reportingCurrency, rates }: Totals, tally: Tally): TallyView {
  return { tally, reportingCurrency, rates };
}

function ranked(tallies: Record<string, Tally>): [string, Tally][] {
  return Object.entries(tallies).sort(([a, x], [b, y]) => y.deals - x.deals || (a < b ? -1 : 1));
}
