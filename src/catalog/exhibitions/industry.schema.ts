import { AlreadyExists } from '../../errors/user-errors.ts';
import { builder } from '../../graphql/builder.ts';
import { LocalizedTextInput, nameField, nameTranslationsField } from '../../graphql/localized-text.schema.ts';
import { commonErrors } from '../../graphql/user-error.schema.ts';
import { declareVisibility, everyone } from '../../graphql/visibility.ts';
import { createIndustry } from './create-industry.ts';

declareVisibility(['Industry'], 'Industry', everyone);

export const IndustryRef = builder.prismaNode('Industry', {
  id: { field: 'id' },
  select: { id: true },
  description: 'A branch of industry that an exhibition focuses on, and a company or a deal belongs to.',
  fields: (t) => ({
    code: t.exposeString('code', {
      description: 'Such as automobiles. Filters and inputs name industries by it.',
    }),
    name: t.string(nameField),
    nameTranslations: t.field(nameTranslationsField),
  }),
});

builder.queryField('industries', (t) =>
  t.prismaField({
    type: ['Industry'],
    description: 'All industries, in the order of their codes.',
    resolve: (query, _root, _args, { database }) =>
      database.rows.industry.findMany({ ...query, orderBy: { code: 'asc' } }),
  }),
);

builder.relayMutationField(
  'createIndustry',
  {
    name: 'CreateIndustryInput',
    inputFields: (t) => ({
      code: t.string({ required: true, description: 'A slug, such as automobiles.' }),
      nameTranslations: t.field({ type: [LocalizedTextInput], required: true }),
    }),
  },
  {
    description: 'Adds an industry. For organizers.',
    errors: { types: [...commonErrors, AlreadyExists] },
    resolve: (_root, { input }, context) => createIndustry(context, input),
  },
  {
    name: 'CreateIndustrySuccess',
    outputFields: (t) => ({
      industry: t.prismaField({
        type: 'Industry',
        resolve: (query, { industry }, _args, { database }) =>
          database.rows.industry.findUniqueOrThrow({ ...query, where: { id: industry } }),
      }),
    }),
  },
);
