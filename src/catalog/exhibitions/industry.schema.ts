import { builder } from '../../graphql/builder.ts';
import { boundedList } from '../../graphql/list-limits.ts';
import { nameField, nameTranslationsField } from '../../graphql/localized-text.schema.ts';
import { declareVisibility, everyone } from '../../graphql/visibility.ts';

declareVisibility('Industry', 'Industry', everyone);

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
  }),
});

builder.queryField('industries', (t) =>
  t.prismaField({
    type: ['Industry'],
    ...boundedList('industries', 'All industries, in the order of their codes.'),
    resolve: (query, _root, _args, { database }) =>
      database.rows.industry.findMany({ ...query, orderBy: { code: 'asc' } }),
  }),
);
