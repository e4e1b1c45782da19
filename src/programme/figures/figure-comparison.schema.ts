import { ExhibitionRef } from '../../catalog/exhibitions/exhibition.schema.ts';
import { asRate, type RateRow, rateSelection } from '../../catalog/exhibitions/rates.ts';
import { SeriesRef } from '../../catalog/exhibitions/series.schema.ts';
import { builder } from '../../graphql/builder.ts';
import type { Context } from '../../graphql/context.ts';
import { boundedList, listLimits } from '../../graphql/list-limits.ts';
import { RateRef } from '../../graphql/money.schema.ts';
import { FigureRef } from './figure.schema.ts';
import { type Comparison, comparableMetrics, compare, type DealsInScope } from './figure-comparison.ts';
import { type SignedDeals, signedDealsOf } from './signed-deals.ts';

const ComparisonRef = builder.objectRef<Comparison>('FigureComparison').implement({
  description:
    'A reported figure and the value computed from the signed deals in its scope. PROJECTS is compared with the number of deals, INVESTMENT with the amounts of investments, TRADE with the amounts of trade, LETTERS_OF_INTENT with the amounts of letters of intent for trade, and foreign-funded figures with investments whose investor is from another country than the host.',
  fields: (t) => ({
    reported: t.prismaField({
      type: FigureRef,
      description: 'The figure as it was reported.',
      resolve: (query, { figureId }, _args, { database }) =>
        database.rows.reportedFigure.findUniqueOrThrow({ ...query, where: { id: figureId } }),
    }),
    computed: t.expose('computed', {
      type: 'Decimal',
      nullable: true,
      description:
        'Computed from the signed deals with their corrections, without retracted deals, in the unit of the figure. Null if an amount cannot be converted to the currency of the figure.',
    }),
    difference: t.expose('difference', {
      type: 'Decimal',
      nullable: true,
      description: 'The computed minus the reported value. Null if `computed` is null.',
    }),
    ratio: t.expose('ratio', {
      type: 'Decimal',
      nullable: true,
      description:
        'The computed value divided by the reported one, with four decimals. Null if `computed` is null or if zero was reported.',
    }),
    rates: t.expose('rates', {
      type: [RateRef],
      ...boundedList('convertedCurrencies', ''),
      description: `The current exchange rates of the editions that were used, in the order of the editions, at most ${listLimits.convertedCurrencies.max} per edition. A conversion between two foreign currencies uses both rates.`,
    }),
  }),
});

const comparableFigures = {
  where: { metric: { in: [...comparableMetrics] } },
  orderBy: [{ asOf: 'asc' as const }, { id: 'asc' as const }],
  select: {
    id: true,
    metric: true,
    value: true,
    currencyCode: true,
    ceremonyId: true,
    fromEdition: true,
    toEdition: true,
  },
};
const editionColumns = {
  id: true,
  edition: true,
  reportingCurrencyCode: true,
  rates: rateSelection,
} as const;

interface EditionRow {
  id: string;
  reportingCurrencyCode: string;
  rates: RateRow[];
}

async function dealsInScope(
  context: Context,
  { id, reportingCurrencyCode, rates }: EditionRow,
  isInScope: (deals: SignedDeals) => boolean = () => true,
): Promise<DealsInScope> {
  const deals = await signedDealsOf(context, id);
  return {
    deals: deals.filter(isInScope),
    reportingCurrency: reportingCurrencyCode,
    rates: rates.map(asRate),
  };
}

builder.prismaObjectField(ExhibitionRef, 'figureComparisons', (t) =>
  t.field({
    type: [ComparisonRef],
    ...boundedList(
      'figureComparisons',
      'Comparisons of the figures about deals that were reported for this edition or one of its ceremonies, the oldest first. A figure of a ceremony is compared with the deals signed in that ceremony.',
    ),
    select: { figures: comparableFigures, ...editionColumns },
    resolve: ({ figures, ...edition }, _args, context) =>
      Promise.all(
        figures.map(async (figure) => {
          const { ceremonyId } = figure;
          const scope = await dealsInScope(
            context,
            edition,
            (deals) => ceremonyId === null || deals.ceremonyId === ceremonyId,
          );
          return compare(figure, [scope]);
        }),
      ),
  }),
);

builder.prismaObjectField(SeriesRef, 'figureComparisons', (t) =>
  t.field({
    type: [ComparisonRef],
    ...boundedList(
      'figureComparisons',
      'Comparisons of the cumulative figures about deals, the oldest first. Each is compared with the deals of the editions that it covers.',
    ),
    select: {
      figures: { ...comparableFigures, where: { ...comparableFigures.where, scope: 'CUMULATIVE' } },
      exhibitions: { select: editionColumns },
    },
    resolve: ({ figures, exhibitions }, _args, context) =>
      Promise.all(
        figures.map(async ({ fromEdition, toEdition, ...figure }) => {
          const editions = exhibitions.filter(
            ({ edition }) => edition >= fromEdition! && edition <= toEdition!,
          );
          const scope = editions.map((edition) => dealsInScope(context, edition));
          return compare(figure, await Promise.all(scope));
        }),
      ),
  }),
);
