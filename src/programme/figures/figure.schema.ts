import { ExhibitionRef } from '../../catalog/exhibitions/exhibition.schema.ts';
import { SeriesRef } from '../../catalog/exhibitions/series.schema.ts';
import { builder } from '../../graphql/builder.ts';
import { FigureMetric, FigureQualifier, FigureScope } from '../../graphql/enums.schema.ts';
import { LocalizedTextRef, languageArgument, localize } from '../../graphql/localized-text.schema.ts';
import { declareVisibility, everyone } from '../../graphql/visibility.ts';
import { Exact } from '../../money/exact.ts';
import { asLocalizedText } from '../../text/localized-text.ts';
import { CeremonyRef } from '../ceremonies/ceremony.schema.ts';
import { SourceRef } from './source.schema.ts';

declareVisibility(['ReportedFigure'], 'ReportedFigure', everyone);

export const FigureRef = builder.prismaNode('ReportedFigure', {
  id: { field: 'id' },
  select: { id: true },
  description:
    'Somebody’s statement, as it was made. Statements may contradict each other; none of them is a total that Pavilion computed.',
  fields: (t) => ({
    metric: t.expose('metric', { type: FigureMetric }),
    value: t.field({
      type: 'Decimal',
      description: 'In the unit that the metric names; money in `currency`.',
      select: { value: true },
      resolve: ({ value }) => new Exact(value).toString(),
    }),
    currency: t.field({
      type: 'CurrencyCode',
      nullable: true,
      description: 'Null where the metric is not money.',
      select: { currencyCode: true },
      resolve: ({ currencyCode }) => currencyCode,
    }),
    qualifier: t.expose('qualifier', { type: FigureQualifier }),
    scope: t.expose('scope', { type: FigureScope }),
    exhibition: t.relation('exhibition', { nullable: true, description: 'Null for a cumulative figure.' }),
    ceremony: t.relation('ceremony', { nullable: true, description: 'Null unless it covers one ceremony.' }),
    fromEdition: t.exposeInt('fromEdition', { nullable: true, description: 'Of a cumulative figure.' }),
    toEdition: t.exposeInt('toEdition', { nullable: true, description: 'Of a cumulative figure.' }),
    asOf: t.expose('asOf', { type: 'Date', description: 'The day for which it was stated.' }),
    note: t.string({
      nullable: true,
      select: { notes: true },
      args: languageArgument,
      resolve: ({ notes }, args, context) => (notes ? localize(notes, args, context) : null),
    }),
    noteTranslations: t.field({
      type: [LocalizedTextRef],
      description: 'The note in each language in which it exists. Empty without a note.',
      select: { notes: true },
      resolve: ({ notes }) => (notes ? asLocalizedText(notes) : []),
    }),
    sources: t.relation('sources', {
      type: SourceRef,
      description: 'Who reported it.',
      query: { orderBy: [{ publishedOn: 'asc' }, { publisher: 'asc' }] },
    }),
  }),
});

const inOrder = { orderBy: [{ asOf: 'asc' }, { metric: 'asc' }, { id: 'asc' }] } as const;

builder.prismaObjectField(SeriesRef, 'reportedFigures', (t) =>
  t.relation('figures', {
    type: FigureRef,
    description: 'All that was reported of the series and its editions, the oldest first.',
    args: { scope: t.arg({ type: FigureScope }) },
    query: ({ scope }) => ({ ...inOrder, orderBy: [...inOrder.orderBy], ...(scope && { where: { scope } }) }),
  }),
);

builder.prismaObjectField(ExhibitionRef, 'reportedFigures', (t) =>
  t.relation('figures', {
    type: FigureRef,
    description: 'What was reported of this edition and its ceremonies, the oldest first.',
    query: { orderBy: [...inOrder.orderBy] },
  }),
);

builder.prismaObjectField(CeremonyRef, 'guests', (t) =>
  t.relation('figures', {
    type: FigureRef,
    description: 'How many guests came, as reported.',
    query: { where: { metric: 'GUESTS' }, orderBy: [...inOrder.orderBy] },
  }),
);
