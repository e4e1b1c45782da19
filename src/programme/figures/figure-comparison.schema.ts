import type { Totals, TotalsState } from '../../announcements/totals.ts';
import { ExhibitionRef } from '../../catalog/exhibitions/exhibition.schema.ts';
import { asRate, rateSelection } from '../../catalog/exhibitions/rates.ts';
import { SeriesRef } from '../../catalog/exhibitions/series.schema.ts';
import { builder } from '../../graphql/builder.ts';
import { FigureRef } from './figure.schema.ts';
import { type ComparedFigure, type Comparison, comparableMetrics, compare } from './figure-comparison.ts';

const ComparisonRef = builder.objectRef<Comparison>('FigureComparison').implement({
  description: 'A reported figure beside what the deals on record add up to.',
  fields: (t) => ({
    reported: t.prismaField({
      type: FigureRef,
      resolve: (query, { figureId }, _args, { database }) =>
        database.prisma.reportedFigure.findUniqueOrThrow({ ...query, where: { id: figureId } }),
    }),
    computed: t.expose('computed', {
      type: 'Decimal',
      nullable: true,
      description:
        'From the deals announced and on record, in the unit of the statement. Null where they cannot be expressed in its currency.',
    }),
    difference: t.expose('difference', {
      type: 'Decimal',
      nullable: true,
      description: 'Computed less reported.',
    }),
    ratio: t.expose('ratio', {
      type: 'Decimal',
      nullable: true,
      description: 'Computed by reported, to four decimals.',
    }),
  }),
});

const figureColumns = {
  id: true,
  metric: true,
  value: true,
  currencyCode: true,
  scope: true,
  fromEdition: true,
  toEdition: true,
} as const;
const comparable = {
  where: { metric: { in: [...comparableMetrics] } },
  orderBy: [{ asOf: 'asc' as const }, { id: 'asc' as const }],
  select: figureColumns,
};
const editionColumns = {
  edition: true,
  reportingCurrencyCode: true,
  rates: rateSelection,
  streams: { where: { mode: 'LIVE' as const }, select: { totals: true } },
};

interface EditionRow {
  reportingCurrencyCode: string;
  rates: Parameters<typeof asRate>[0][];
  streams: { totals: unknown }[];
}

function totalsOf({ reportingCurrencyCode, rates, streams }: EditionRow): Totals {
  return {
    ...(streams[0]!.totals as TotalsState),
    reportingCurrency: reportingCurrencyCode,
    rates: rates.map(asRate),
  };
}

builder.prismaObjectField(ExhibitionRef, 'figureComparisons', (t) =>
  t.field({
    type: [ComparisonRef],
    description: 'Each figure reported of this edition’s projects and investment, beside what is on record.',
    select: { figures: comparable, ...editionColumns },
    resolve: ({ figures, ...edition }) =>
      figures.map((figure: ComparedFigure) => compare(figure, [totalsOf(edition)])),
  }),
);

builder.prismaObjectField(SeriesRef, 'figureComparisons', (t) =>
  t.field({
    type: [ComparisonRef],
    description:
      'Each cumulative figure of projects and investment, beside what is on record of the editions it covers.',
    select: {
      figures: { ...comparable, where: { ...comparable.where, scope: 'CUMULATIVE' } },
      exhibitions: { select: editionColumns },
    },
    resolve: ({ figures, exhibitions }) =>
      figures.map(({ fromEdition, toEdition, ...figure }) =>
        compare(
          figure,
          exhibitions.filter(({ edition }) => edition >= fromEdition! && edition <= toEdition!).map(totalsOf),
        ),
      ),
  }),
);
