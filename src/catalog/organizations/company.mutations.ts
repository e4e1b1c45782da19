import type { OutputFields } from '../../graphql/builder.ts';
import { mutationField } from '../../mutations/mutation-field.ts';
import { createCompany, createPublicBody } from './create-organization.ts';
import { CompanyRef, PublicBodyRef } from './organization.schema.ts';
import { registerExhibitor } from './register-exhibitor.ts';
import { updateCompany } from './update-company.ts';

function companyOutput<Result extends { organization: string }>(t: OutputFields<Result>) {
  return t.prismaField({
    type: CompanyRef,
    description: 'The company after the change.',
    resolve: (query, { organization }, _args, { database }) =>
      database.rows.organization.findUniqueOrThrow({ ...query, where: { id: organization } }),
  });
}

mutationField(createCompany, {
  description:
    'Adds a company. It is not public until it exhibits or an announcement names it. Requires an operator or organizer.',
  success: 'The company is added.',
  fields: (t) => ({ company: companyOutput(t) }),
});

mutationField(updateCompany, {
  description:
    'Changes a company. Absent fields keep their values; a list replaces the previous list. Announcements keep the previous name. Requires an organizer.',
  success: 'The company is changed.',
  fields: (t) => ({ company: companyOutput(t) }),
});

mutationField(createPublicBody, {
  description:
    'Adds a public body: a city, a zone, a park or a chamber. It is not public until it exhibits or an announcement names it. Requires an operator or organizer.',
  success: 'The public body is added.',
  fields: (t) => ({
    publicBody: t.prismaField({
      type: PublicBodyRef,
      description: 'The new public body.',
      resolve: (query, { organization }, _args, { database }) =>
        database.rows.organization.findUniqueOrThrow({ ...query, where: { id: organization } }),
    }),
  }),
});

mutationField(registerExhibitor, {
  description:
    'Registers an organization as an exhibitor of an exhibition. This makes the organization public. Requires an operator of the exhibition.',
  success: 'The exhibitor is registered.',
  fields: (t) => ({
    exhibitor: t.prismaField({
      type: 'Exhibitor',
      description: 'The new exhibitor.',
      resolve: (query, { exhibitor }, _args, { database }) =>
        database.rows.exhibitor.findUniqueOrThrow({ ...query, where: { id: exhibitor } }),
    }),
  }),
});
