import { sql } from '../../database/sql.ts';
import { builder } from '../../graphql/builder.ts';
import { type ListSource, list } from '../../graphql/list.ts';
import type { PageOrder } from '../../graphql/page-order.ts';
import { ExhibitionConnection, ExhibitionRef, exhibitionVisibility } from './exhibition.schema.ts';

const source: ListSource<'Exhibition'> = { typename: 'Exhibition', visibility: exhibitionVisibility };

const newestFirst: PageOrder = {
  name: 'startsOn',
  column: sql`item."startsOn"`,
  type: 'date',
  descending: true,
};

builder.queryFields((t) => ({
  exhibition: t.prismaField({
    type: 'Exhibition',
    nullable: true,
    args: { slug: t.arg.string({ required: true }) },
    resolve: (query, _root, { slug }, { database }) =>
      database.rows.exhibition.findUnique({ ...query, where: { slug } }),
  }),
  exhibitions: t.connection(
    {
      type: ExhibitionRef,
      description: 'Editions of all series, the newest first.',
      args: { series: t.arg.string({ description: 'Only those of the series with this slug.' }) },
      resolve: (_root, { series, ...args }, context, info) =>
        list(source, {
          args,
          context,
          info,
          order: newestFirst,
          where:
            series == null
              ? []
              : [sql`item."seriesId" IN (SELECT "id" FROM "ExhibitionSeries" WHERE "slug" = ${series})`],
        }),
    },
    ExhibitionConnection,
  ),
}));
