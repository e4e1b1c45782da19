import { sql } from '../../database/sql.ts';
import { archivedArgument, archivedCondition } from '../../graphql/archived.ts';
import { builder } from '../../graphql/builder.ts';
import { listInSql, lookupInSql } from '../../graphql/in-sql.ts';
import type { ListSource } from '../../graphql/list.ts';
import { namedByReference } from '../../graphql/named-row.ts';
import type { PageArguments } from '../../graphql/page.ts';
import type { PageOrder } from '../../graphql/page-order.ts';
import { decodeReference, isReferenced } from '../../graphql/reference.ts';
import { ExhibitionConnection, ExhibitionRef, exhibitionVisibility } from './exhibition.schema.ts';
import { SeriesRef, seriesVisibility } from './series.schema.ts';

const source: ListSource<'Exhibition'> = { typename: 'Exhibition', visibility: exhibitionVisibility };

const seriesSource: ListSource<'ExhibitionSeries'> = {
  typename: 'ExhibitionSeries',
  visibility: seriesVisibility,
};

const bySlug: PageOrder = { name: 'slug', column: sql`item."slug"`, type: 'text', descending: false };

const SeriesConnection = builder.connectionObject(
  { type: SeriesRef, name: 'ExhibitionSeriesConnection', description: 'A page of series.' },
  { name: 'ExhibitionSeriesEdge' },
);

const newestFirst: PageOrder = {
  name: 'startsOn',
  column: sql`item."startsOn"`,
  type: 'date',
  descending: true,
};

const firstEditionFirst: PageOrder = {
  name: 'edition',
  column: sql`item."edition"`,
  type: 'int',
  descending: false,
};

interface ArchivedArguments extends PageArguments {
  archived?: boolean | null | undefined;
}

builder.queryFields((t) => ({
  exhibition: t.prismaField({
    type: 'Exhibition',
    nullable: true,
    description: 'One exhibition, by its slug or its id. Null if there is none.',
    args: { idOrSlug: t.arg.id({ required: true, description: 'The slug or the id of the exhibition.' }) },
    ...lookupInSql(({ idOrSlug }: { idOrSlug: string }) => {
      const reference = decodeReference('Exhibition', idOrSlug);
      return reference && isReferenced('item', reference);
    }),
    resolve: (query, _root, { idOrSlug }, { database }) => {
      const where = decodeReference('Exhibition', idOrSlug);
      return where && database.rows.exhibition.findUnique({ ...query, where });
    },
  }),
  allSeries: t.connection(
    {
      type: SeriesRef,
      description: 'All series, in the order of their slugs.',
      args: { archived: t.arg(archivedArgument) },
      ...listInSql({
        source: seriesSource,
        describe: ({ archived }: ArchivedArguments) => ({
          order: bySlug,
          where: archivedCondition(archived),
        }),
      }),
    },
    SeriesConnection,
  ),
  exhibitions: t.connection(
    {
      type: ExhibitionRef,
      description: 'Editions of all series, the newest first.',
      args: {
        series: t.arg.id({
          description:
            'Only editions of this series, identified by its slug or its id. Null: editions of all series. An unknown series is an error.',
        }),
        archived: t.arg(archivedArgument),
      },
      ...listInSql({
        source,
        describe: ({ series, archived }: ArchivedArguments & { series?: string | null | undefined }) => {
          const named =
            series == null ? [] : [namedByReference('ExhibitionSeries', 'series', series, ['series'])];
          const where = [
            ...archivedCondition(archived),
            ...named.map(({ id }) => sql`item."seriesId" = ${id}`),
          ];
          return { order: newestFirst, where, named };
        },
      }),
    },
    ExhibitionConnection,
  ),
}));

builder.objectField(SeriesRef, 'exhibitions', (t) =>
  t.connection(
    {
      type: ExhibitionRef,
      description: 'The editions of the series, in the order of their numbers.',
      ...listInSql({
        source,
        describe: (_args: PageArguments) => ({ order: firstEditionFirst }),
        join: sql`item."seriesId" = parent.id`,
      }),
    },
    ExhibitionConnection,
  ),
);
