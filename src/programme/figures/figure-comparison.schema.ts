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
    'A reported figure beside what the signed deals in its scope add up to: PROJECTS is compared with the number of deals, INVESTMENT with the amounts of investments, TRADE with those of trade, LETTERS_OF_INTENT with those of letters of intent for trade, and foreign-funded figures with investments that have an investor from another country than the host.',
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
        'From the signed deals, as corrected and without retracted ones, in the unit of the figure. Null if an amount cannot be converted to its currency.',
    }),
    difference: t.expose('difference', {
      type: 'Decimal',
      nullable: true,
      description: 'Computed less reported. Null if nothing could be computed.',
    }),
    ratio: t.expose('ratio', {
      type: 'Decimal',
      nullable: true,
      description:
        'Computed divided by reported, to four decimals. Null if nothing could be computed, or if zero was reported.',
    }),
    rates: t.expose('rates', {
      type: [RateRef],
      ...boundedList('convertedCurrencies', ''),
      description: `The current exchange rates of the editions that amounts were converted with. Between two currencies that are not the reporting currency, both rates are used. At most ${listLimits.convertedCurrencies.max} for each edition, in the order of the editions.`,
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
      'Each figure of deals or their amounts that was reported of this edition or of one of its ceremonies, the oldest first. The figure of a ceremony is compared with the deals signed there.',
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
      'Each cumulative figure of deals or their amounts, the oldest first, compared with the deals of the editions that it covers.',
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
