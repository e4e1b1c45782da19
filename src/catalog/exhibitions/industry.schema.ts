import { sql } from '../../database/sql.ts';
import { archivedArgument, archivedCondition, archivedField } from '../../graphql/archived.ts';
import { builder } from '../../graphql/builder.ts';
import { rowsInSql } from '../../graphql/in-sql.ts';
import { boundedList } from '../../graphql/list-limits.ts';
import { nameField, nameTranslationsField } from '../../graphql/localized-text.schema.ts';
import { declareVisibility, everyone } from '../../graphql/visibility.ts';

const visibility = declareVisibility('Industry', 'Industry', everyone);

export const IndustryRef = builder.prismaNode('Industry', {
  id: { field: 'id' },
  select: { id: true },
  description: 'An industry. Exhibitions focus on industries; a company and a deal can belong to one.',
  fields: (t) => ({
    code: t.exposeString('code', {
      description:
        'The unique code, such as automobiles. Filters and inputs identify an industry by this code.',
    }),
    name: t.string(nameField),
    nameTranslations: t.field(nameTranslationsField),
    archived: t.exposeBoolean('archived', archivedField),
    version: t.exposeInt('version', {
      description: 'Increases with each change of the industry. Mutations accept it as expectedVersion.',
    }),
  }),
});

builder.queryField('industries', (t) =>
  t.prismaField({
    type: ['Industry'],
    ...boundedList(
      'industries',
      'All industries, in the order of their codes.',
      rowsInSql({
        source: { typename: 'Industry', visibility },
        where: ({ archived }: { archived?: boolean | null }) => archivedCondition(archived),
        order: sql`item."code"`,
      }),
    ),
    args: { archived: t.arg(archivedArgument) },
    resolve: (query, _root, { archived }, { database }) =>
      database.rows.industry.findMany({
        ...query,
        ...(archived != null && { where: { archived } }),
        orderBy: { code: 'asc' },
      }),
  }),
);
