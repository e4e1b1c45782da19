import { AlreadyExists } from '../../errors/user-errors.ts';
import { builder, type OutputFields } from '../../graphql/builder.ts';
import { PublicBodyKind } from '../../graphql/enums.schema.ts';
import { LocalizedTextInput } from '../../graphql/localized-text.schema.ts';
import { commonErrors } from '../../graphql/user-error.schema.ts';
import { createCompany, createPublicBody } from './create-organization.ts';
import { CompanyRef, PublicBodyRef } from './organization.schema.ts';
import { registerExhibitor } from './register-exhibitor.ts';
import { updateCompany } from './update-company.ts';

function companyOutput(t: OutputFields<{ organization: string }>) {
  return t.prismaField({
    type: CompanyRef,
    resolve: (query, { organization }, _args, { database }) =>
      database.prisma.organization.findUniqueOrThrow({ ...query, where: { id: organization } }),
  });
}

builder.relayMutationField(
  'createCompany',
  {
    name: 'CreateCompanyInput',
    inputFields: (t) => ({
      nameTranslations: t.field({ type: [LocalizedTextInput], required: true }),
      country: t.field({ type: 'CountryCode', required: true }),
      industry: t.string({ description: 'The code of an industry.' }),
      website: t.string(),
      sample: t.boolean({ defaultValue: false, description: 'Marks invented data.' }),
    }),
  },
  {
    description:
      'Adds a company. The public knows of it once it exhibits or an announcement names it. For operators.',
    errors: { types: commonErrors },
    resolve: (_root, { input }, context) => createCompany(context, input),
  },
  { name: 'CreateCompanySuccess', outputFields: (t) => ({ company: companyOutput(t) }) },
);

builder.relayMutationField(
  'updateCompany',
  {
    name: 'UpdateCompanyInput',
    inputFields: (t) => ({
      company: t.id({ required: true }),
      nameTranslations: t.field({ type: [LocalizedTextInput], description: 'Replaces them all.' }),
      country: t.field({ type: 'CountryCode' }),
      industry: t.string(),
      website: t.string(),
    }),
  },
  {
    description: 'Changes what is given. What was announced under the old name stays so. For organizers.',
    errors: { types: commonErrors },
    resolve: (_root, { input }, context) => updateCompany(context, input),
  },
  { name: 'UpdateCompanySuccess', outputFields: (t) => ({ company: companyOutput(t) }) },
);

builder.relayMutationField(
  'createPublicBody',
  {
    name: 'CreatePublicBodyInput',
    inputFields: (t) => ({
      nameTranslations: t.field({ type: [LocalizedTextInput], required: true }),
      bodyKind: t.field({ type: PublicBodyKind, required: true }),
      country: t.field({ type: 'CountryCode', required: true }),
      website: t.string(),
      sample: t.boolean({ defaultValue: false, description: 'Marks invented data.' }),
    }),
  },
  {
    description: 'Adds a city, a zone, a park, a chamber. For operators.',
    errors: { types: commonErrors },
    resolve: (_root, { input }, context) => createPublicBody(context, input),
  },
  {
    name: 'CreatePublicBodySuccess',
    outputFields: (t) => ({
      publicBody: t.prismaField({
        type: PublicBodyRef,
        resolve: (query, { organization }, _args, { database }) =>
          database.prisma.organization.findUniqueOrThrow({ ...query, where: { id: organization } }),
      }),
    }),
  },
);

builder.relayMutationField(
  'registerExhibitor',
  {
    name: 'RegisterExhibitorInput',
    inputFields: (t) => ({
      exhibition: t.id({ required: true }),
      organization: t.id({ required: true, description: 'A Company or a PublicBody.' }),
      mainExhibitor: t.id({ description: 'Makes it a co-exhibitor at the booth of that Exhibitor.' }),
      hall: t.string(),
      booth: t.string(),
      sample: t.boolean({ defaultValue: false, description: 'Marks invented data.' }),
    }),
  },
  {
    description: 'Enters an organization into an exhibition, in public. For operators of it.',
    errors: { types: [...commonErrors, AlreadyExists] },
    resolve: (_root, { input }, context) => registerExhibitor(context, input),
  },
  {
    name: 'RegisterExhibitorSuccess',
    outputFields: (t) => ({
      exhibitor: t.prismaField({
        type: 'Exhibitor',
        resolve: (query, { exhibitor }, _args, { database }) =>
          database.prisma.exhibitor.findUniqueOrThrow({ ...query, where: { id: exhibitor } }),
      }),
    }),
  },
);
