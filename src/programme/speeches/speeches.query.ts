import { ExhibitionRef } from '../../catalog/exhibitions/exhibition.schema.ts';
import { namedExhibition } from '../../catalog/exhibitions/named-in-filters.ts';
import { sql } from '../../database/sql.ts';
import { builder } from '../../graphql/builder.ts';
import { decodeNodeId } from '../../graphql/global-id.ts';
import { listInSql, lookupInSql } from '../../graphql/in-sql.ts';
import type { ListSource } from '../../graphql/list.ts';
import { loadVisible } from '../../graphql/load-visible.ts';
import type { PageArguments } from '../../graphql/page.ts';
import type { PageOrder } from '../../graphql/page-order.ts';
import { SpeechConnection, SpeechRef, speechVisibility } from './speech.schema.ts';

const source: ListSource<'Speech'> = { typename: 'Speech', visibility: speechVisibility };

/** Ids are UUIDs of version 7, which sort by the time of creation. */
export const inOrderOfPlanning: PageOrder = {
  name: 'id',
  column: sql`item."id"`,
  type: 'uuid',
  descending: false,
};

builder.queryFields((t) => ({
  speech: t.prismaField({
    type: 'Speech',
    nullable: true,
    description: 'A speech by its id. Null if it does not exist or the caller may not see it.',
    args: { id: t.arg.id({ required: true, description: 'Id of the speech.' }) },
    ...lookupInSql(({ id }: { id: string }, { identity }) => {
      const decoded = decodeNodeId(id);
      if (decoded?.typename !== 'Speech') return null;
      return sql`item."id" = ${decoded.id}::uuid AND ${speechVisibility.rule(identity)}`;
    }),
    resolve: async (query, _root, args, context) => {
      const decoded = decodeNodeId(args.id);
      if (decoded?.typename !== 'Speech') return null;
      return loadVisible(context, speechVisibility, query, decoded.id);
    },
  }),
  speeches: t.connection(
    {
      type: SpeechRef,
      description:
        'Speeches in the order in which they were planned. Public callers see only those that have started.',
      args: {
        exhibition: t.arg.id({
          description:
            'Only speeches of this exhibition, identified by its slug or its id. Null: speeches of all exhibitions. An unknown exhibition is an error.',
        }),
      },
      ...listInSql({
        source,
        describe: ({ exhibition }: PageArguments & { exhibition?: string | null | undefined }) => {
          const named = exhibition == null ? [] : [namedExhibition(exhibition, ['exhibition'])];
          const where = named.map(({ id }) => sql`item."exhibitionId" = ${id}`);
          return { order: inOrderOfPlanning, where, named };
        },
      }),
    },
    SpeechConnection,
  ),
}));

builder.objectField(ExhibitionRef, 'speeches', (t) =>
  t.connection(
    {
      type: SpeechRef,
      description:
        'Speeches in the order in which they were planned. Public callers see only those that have started.',
      ...listInSql({
        source,
        describe: (_args: PageArguments) => ({ order: inOrderOfPlanning }),
        join: sql`item."exhibitionId" = parent.id`,
      }),
    },
    SpeechConnection,
  ),
);
