/** The totals of what became of deals, of an exhibition and of a series. Queries read them; announcements have none. */
import { convertTally, type Tally } from '../../announcements/tally.ts';
import { ExhibitionRef } from '../../catalog/exhibitions/exhibition.schema.ts';
import { asRate, rateSelection } from '../../catalog/exhibitions/rates.ts';
import { SeriesRef } from '../../catalog/exhibitions/series.schema.ts';
import { builder } from '../../graphql/builder.ts';
import { DealCategory } from '../../graphql/enums.schema.ts';
import { boundedList } from '../../graphql/list-limits.ts';
import { MoneyRef } from '../../graphql/money.schema.ts';
import { type Money, money, type Rate } from '../../money/money.ts';
import { ConvertedTotalRef } from '../announcements/totals.schema.ts';
import { addUpOutcomes, type CategoryOutcomes, outcomeGroupsOf } from './outcome-totals.ts';

/** Null for a series: its editions have rates and reporting currencies of their own. */
type Rates = { reportingCurrency: string; rates: readonly Rate[] } | null;

const OutcomeSumRef = builder.objectRef<{ deals: number; sum: Money }>('OutcomeSum').implement({
  description: 'The deals with an amount in one currency.',
  fields: (t) => ({
    deals: t.exposeInt('deals', { description: 'The number of these deals.' }),
    sum: t.expose('sum', { type: MoneyRef, description: 'The exact sum of these amounts.' }),
  }),
});

const OutcomeTallyRef = builder.objectRef<{ tally: Tally; rates: Rates }>('OutcomeTally').implement({
  description: 'Number of deals, and the sums of their amounts per currency.',
  fields: (t) => ({
    deals: t.int({
      description: 'The number of deals, including those without an amount.',
      resolve: ({ tally }) => tally.deals,
    }),
    currencies: t.field({
      type: [OutcomeSumRef],
      ...boundedList(
        'currenciesWithDeals',
        'One entry per currency, in the order of the codes. Deals without an amount are not included.',
      ),
      resolve: ({ tally }) =>
        Object.entries(tally.currencies)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([currency, { deals, amount }]) => ({ deals, sum: money(amount, currency) })),
    }),
    converted: t.field({
      type: ConvertedTotalRef,
      nullable: true,
      description:
        'The sum of all currencies in the reporting currency of the exhibition, with its current rates. Null for a series, whose editions have different rates.',
      resolve: ({ tally, rates }) => rates && convertTally(tally, rates.reportingCurrency, rates.rates),
    }),
  }),
});

const CategoryOutcomesRef = builder
  .objectRef<CategoryOutcomes & { rates: Rates }>('CategoryOutcomes')
  .implement({
    description: 'The signed deals of one category, and what was reported about them afterwards.',
    fields: (t) => ({
      category: t.field({
        type: DealCategory,
        description: 'The category of these deals.',
        resolve: ({ category }) => category,
      }),
      signed: t.field({
        type: OutcomeTallyRef,
        description: 'Signed deals with any instrument, with their corrections and without retracted deals.',
        resolve: ({ signed, rates }) => ({ tally: signed, rates }),
      }),
      realised: t.field({
        type: OutcomeTallyRef,
        description:
          'The deals with a realised amount. Of each, the amount with the latest `asOf` is added, which is the whole amount up to that day.',
        resolve: ({ realised, rates }) => ({ tally: realised, rates }),
      }),
      inForce: t.exposeInt('inForce', {
        description: 'The number of deals that were last reported as in force, and not as lapsed.',
      }),
      lapsed: t.exposeInt('lapsed', {
        description: 'The number of deals that were last reported as lapsed.',
      }),
    }),
  });

const totalsField = {
  type: [CategoryOutcomesRef] as [typeof CategoryOutcomesRef],
  ...boundedList(
    'dealCategories',
    'What became of the signed deals: one entry for each category, in the order INVESTMENT, TRADE, COOPERATION. Reported amounts are next to the signed ones. Announcements contain none of it.',
  ),
};

builder.prismaObjectField(ExhibitionRef, 'outcomeTotals', (t) =>
  t.field({
    ...totalsField,
    select: { id: true, reportingCurrencyCode: true, rates: rateSelection },
    resolve: async ({ id, reportingCurrencyCode, rates }, _args, context) => {
      const converting = { reportingCurrency: reportingCurrencyCode, rates: rates.map(asRate) };
      const groups = await outcomeGroupsOf(context, id);
      return addUpOutcomes(groups).map((each) => ({ ...each, rates: converting }));
    },
  }),
);

builder.prismaObjectField(SeriesRef, 'outcomeTotals', (t) =>
  t.field({
    ...totalsField,
    select: { exhibitions: { select: { id: true } } },
    resolve: async ({ exhibitions }, _args, context) => {
      const groups = await Promise.all(exhibitions.map(({ id }) => outcomeGroupsOf(context, id)));
      return addUpOutcomes(groups.flat()).map((each) => ({ ...each, rates: null }));
    },
  }),
);
