import { ExhibitionRef } from '../../catalog/exhibitions/exhibition.schema.ts';
import { SeriesRef } from '../../catalog/exhibitions/series.schema.ts';
import { sql } from '../../database/sql.ts';
import { builder } from '../../graphql/builder.ts';
import { FigureMetric, FigureQualifier, FigureScope } from '../../graphql/enums.schema.ts';
import { type ListSource, list } from '../../graphql/list.ts';
import { boundedList } from '../../graphql/list-limits.ts';
import { LocalizedTextRef, languageArgument, localize } from '../../graphql/localized-text.schema.ts';
import type { PageOrder } from '../../graphql/page-order.ts';
import { declareVisibility, everyone } from '../../graphql/visibility.ts';
import { Exact } from '../../money/exact.ts';
import { asLocalizedText } from '../../text/localized-text.ts';
import { CeremonyRef } from '../ceremonies/ceremony.schema.ts';
import { SourceRef } from '../sources/source.schema.ts';

const source: ListSource<'ReportedFigure'> = {
  typename: 'ReportedFigure',
  visibility: declareVisibility('ReportedFigure', 'ReportedFigure', everyone),
};

export const FigureRef = builder.prismaNode('ReportedFigure', {
  id: { field: 'id' },
  select: { id: true },
  description:
    'A figure as a publication reported it. Reported figures can contradict each other. Pavilion does not compute them.',
  fields: (t) => ({
    metric: t.expose('metric', { type: FigureMetric, description: 'What the figure measures.' }),
    value: t.field({
      type: 'Decimal',
      description:
        'The value as reported: a number, square metres for FLOOR_AREA, or an amount in `currency`.',
      select: { value: true },
      resolve: ({ value }) => new Exact(value).toString(),
    }),
    currency: t.field({
      type: 'CurrencyCode',
      nullable: true,
      description: 'The currency of an amount. Null if the metric is not money.',
      select: { currencyCode: true },
      resolve: ({ currencyCode }) => currencyCode,
    }),
    qualifier: t.expose('qualifier', {
      type: FigureQualifier,
      description: 'The precision that the source states.',
    }),
    scope: t.expose('scope', {
      type: FigureScope,
      description: 'Whether the figure covers a ceremony, an edition or several editions.',
    }),
    exhibition: t.relation('exhibition', {
      nullable: true,
      description:
        'The edition that the figure covers, or the edition of its ceremony. Null for a cumulative figure.',
    }),
    ceremony: t.relation('ceremony', {
      nullable: true,
      description: 'The ceremony that the figure covers. Null if the scope is not CEREMONY.',
    }),
    fromEdition: t.exposeInt('fromEdition', {
      nullable: true,
      description: 'The first edition of a cumulative figure, included. Null in other scopes.',
    }),
    toEdition: t.exposeInt('toEdition', {
      nullable: true,
      description: 'The last edition of a cumulative figure, included. Null in other scopes.',
    }),
    asOf: t.expose('asOf', { type: 'Date', description: 'The day that the figure refers to.' }),
    note: t.string({
      nullable: true,
      description: 'A note on the figure, in one language. Null if there is none.',
      select: { notes: true },
      args: languageArgument,
      resolve: ({ notes }, args, context) => (notes ? localize(notes, args, context) : null),
    }),
    noteTranslations: t.field({
      type: [LocalizedTextRef],
      ...boundedList(
        'translations',
        'The note in each available language, in the order in which the languages were entered. Empty without a note.',
      ),
      select: { notes: true },
      resolve: ({ notes }) => (notes ? asLocalizedText(notes) : []),
    }),
    version: t.exposeInt('version', {
      description: 'Increases with each change of the figure. Mutations accept it as expectedVersion.',
    }),
    sources: t.relation('sources', {
      type: SourceRef,
      ...boundedList(
        'sources',
        'The publications that reported the figure, the oldest first, then by publisher.',
      ),
      query: { orderBy: [{ publishedOn: 'asc' }, { publisher: 'asc' }] },
    }),
  }),
});

const FigureConnection = builder.connectionObject(
  { type: FigureRef, name: 'ReportedFigureConnection', description: 'A page of reported figures.' },
  { name: 'ReportedFigureEdge' },
);

const oldestFirst: PageOrder = { name: 'asOf', column: sql`item."asOf"`, type: 'date', descending: false };

builder.objectField(SeriesRef, 'reportedFigures', (t) =>
  t.connection(
    {
      type: FigureRef,
      description:
        'All figures reported for the series, its editions and their ceremonies, the oldest first by `asOf`.',
      args: {
        scope: t.arg({
          type: FigureScope,
          description: 'Only figures of this scope. Null: figures of all scopes.',
        }),
      },
      resolve: ({ id }, { scope, ...args }, context, info) =>
        list(source, {
          args,
          context,
          info,
          order: oldestFirst,
          where: scope == null ? [] : [sql`item."scope" = ${scope}::"FigureScope"`],
          parent: { id, join: sql`item."seriesId" = parent.id` },
        }),
    },
    FigureConnection,
  ),
);

builder.objectField(ExhibitionRef, 'reportedFigures', (t) =>
  t.connection(
    {
      type: FigureRef,
      description: 'The figures reported for this edition and its ceremonies, the oldest first by `asOf`.',
      resolve: ({ id }, args, context, info) =>
        list(source, {
          args,
          context,
          info,
          order: oldestFirst,
          parent: { id, join: sql`item."exhibitionId" = parent.id` },
        }),
    },
    FigureConnection,
  ),
);

builder.objectField(CeremonyRef, 'guests', (t) =>
  t.connection(
    {
      type: FigureRef,
      description: 'The reported numbers of guests, the oldest first by `asOf`.',
      resolve: ({ id }, args, context, info) =>
        list(source, {
          args,
          context,
          info,
          order: oldestFirst,
          where: [sql`item."metric" = 'GUESTS'`],
          parent: { id, join: sql`item."ceremonyId" = parent.id` },
        }),
    },
    FigureConnection,
  ),
);
