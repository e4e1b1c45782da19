import { scopeOfPlans } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { archivedArgument, archivedCondition } from '../../graphql/archived.ts';
import { builder } from '../../graphql/builder.ts';
import { decodeNodeId } from '../../graphql/global-id.ts';
import { listInSql, lookupInSql } from '../../graphql/in-sql.ts';
import type { ListSource } from '../../graphql/list.ts';
import { loadVisible } from '../../graphql/load-visible.ts';
import type { PageArguments } from '../../graphql/page.ts';
import type { PageOrder } from '../../graphql/page-order.ts';
import { textCondition } from '../../graphql/text-condition.ts';
import { ofExhibitions } from '../../graphql/visibility.ts';
import { namedExhibition } from '../exhibitions/named-in-filters.ts';
import { countryCondition } from '../organizations/country-condition.ts';
import { PersonRef, personVisibility } from './person.schema.ts';

const source: ListSource<'Person'> = { typename: 'Person', visibility: personVisibility };

const byName: PageOrder = { name: 'name', column: sql`item."sortName"`, type: 'text', descending: false };

const FilterInput = builder.inputType('PersonFilter', {
  description: 'Conditions that must all be met.',
  fields: (t) => ({
    country: t.field({ type: 'CountryCode', description: 'The country that the person speaks for.' }),
    exhibition: t.id({
      description:
        'An exhibition at which the person speaks, by its slug or its id. An unknown one is an error. Public callers find those who have spoken.',
    }),
    text: t.string({ description: 'Words that the names contain, in any language. All of them must occur.' }),
    archived: t.field(archivedArgument),
  }),
});

const PersonConnection = builder.connectionObject(
  { type: PersonRef, name: 'PersonConnection', description: 'A page of people.' },
  { name: 'PersonEdge' },
);

builder.queryFields((t) => ({
  person: t.prismaField({
    type: 'Person',
    nullable: true,
    description: 'A person by the id. Null if there is none or the caller may not see the person.',
    args: { id: t.arg.id({ required: true, description: 'Id of the person.' }) },
    ...lookupInSql(({ id }: { id: string }, { identity }) => {
      const decoded = decodeNodeId(id);
      if (decoded?.typename !== 'Person') return null;
      return sql`item."id" = ${decoded.id}::uuid AND ${personVisibility.rule(identity)}`;
    }),
    resolve: async (query, _root, args, context) => {
      const decoded = decodeNodeId(args.id);
      return decoded?.typename === 'Person'
        ? loadVisible(context, personVisibility, query, decoded.id)
        : null;
    },
  }),
  people: t.connection(
    {
      type: PersonRef,
      description: 'People by name. Public callers see those whose speech has started.',
      args: {
        filter: t.arg({ type: FilterInput, description: 'Conditions that every person of the list meets.' }),
      },
      ...listInSql({
        source,
        describe: (
          { filter }: PageArguments & { filter?: typeof FilterInput.$inferInput | null | undefined },
          { identity },
        ) => {
          const { country, exhibition, text, archived = false } = filter ?? {};
          const at = exhibition == null ? [] : [namedExhibition(exhibition, ['filter', 'exhibition'])];
          const plans = ofExhibitions(scopeOfPlans(identity), sql`speech."exhibitionId"`);
          return {
            order: byName,
            where: [
              ...archivedCondition(archived),
              ...countryCondition(country, (code) => sql`item."country" = ${code}`),
              ...at.map(
                ({ id }) => sql`EXISTS (SELECT FROM "Speech" AS speech WHERE speech."speakerId" = item."id"
                AND speech."exhibitionId" = ${id} AND (speech."status" <> 'SCHEDULED' OR ${plans}))`,
              ),
              ...(text == null ? [] : [textCondition(text, ['filter', 'text'])]),
            ],
            named: at,
          };
        },
      }),
    },
    PersonConnection,
  ),
}));
