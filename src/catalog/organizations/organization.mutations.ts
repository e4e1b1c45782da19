import type { OutputFields } from '../../graphql/builder.ts';
import { boundedList } from '../../graphql/list-limits.ts';
import { deletionField } from '../../mutations/deletion-field.ts';
import { mutationField } from '../../mutations/mutation-field.ts';
import { possibleDuplicates } from '../duplicates/possible-duplicates.ts';
import { createCompany, createPublicBody } from './create-organization.ts';
import { deleteCompany, deletePublicBody } from './delete-organization.ts';
import { mergeCompanies, mergePublicBodies } from './merge-organizations.ts';
import { CompanyRef, organizationVisibility, PublicBodyRef } from './organization.schema.ts';
import { registerExhibitor } from './register-exhibitor.ts';
import { deleteExhibitor, updateExhibitor } from './update-exhibitor.ts';
import { updateCompany, updatePublicBody } from './update-organization.ts';

function companyOutput<Result extends { organization: string }>(t: OutputFields<Result>) {
  return t.prismaField({
    type: CompanyRef,
    description: 'The company after the change.',
    resolve: (query, { organization }, _args, { database }) =>
      database.rows.organization.findUniqueOrThrow({ ...query, where: { id: organization } }),
  });
}

function publicBodyOutput<Result extends { organization: string }>(t: OutputFields<Result>) {
  return t.prismaField({
    type: PublicBodyRef,
    description: 'The public body after the change.',
    resolve: (query, { organization }, _args, { database }) =>
      database.rows.organization.findUniqueOrThrow({ ...query, where: { id: organization } }),
  });
}

function exhibitorOutput<Result extends { exhibitor: string }>(t: OutputFields<Result>) {
  return t.prismaField({
    type: 'Exhibitor',
    description: 'The exhibitor after the change.',
    resolve: (query, { exhibitor }, _args, { database }) =>
      database.rows.exhibitor.findUniqueOrThrow({ ...query, where: { id: exhibitor } }),
  });
}

const duplicatesDescription =
  'Others that may be the same: with the same name in a language, whatever its legal form, and the same country, or with the same website. By name.';

mutationField(createCompany, {
  description:
    'Adds a company. It is not public until it exhibits or an announcement names it. Requires an operator or organizer.',
  success: 'The company is added.',
  fields: (t) => ({
    company: companyOutput(t),
    possibleDuplicates: t.prismaField({
      type: [CompanyRef],
      ...boundedList('possibleDuplicates', duplicatesDescription),
      resolve: (query, { organization }, _args, context) =>
        possibleDuplicates(context, organizationVisibility, query, organization),
    }),
  }),
});

mutationField(updateCompany, {
  description:
    'Changes a company: absent fields keep their values; a list replaces the previous list. Announcements keep the name that they were made with. Requires an organizer, or the operator who added the company.',
  success: 'The company is changed.',
  fields: (t) => ({ company: companyOutput(t) }),
});

deletionField(deleteCompany, {
  noun: 'company',
  description:
    'Deletes a company that is not public and that nothing refers to. Requires an organizer, or the operator who added the company.',
});

mutationField(createPublicBody, {
  description:
    'Adds a public body: a city, a zone, a park or a chamber. It is not public until it exhibits or an announcement names it. Requires an operator or organizer.',
  success: 'The public body is added.',
  fields: (t) => ({
    publicBody: publicBodyOutput(t),
    possibleDuplicates: t.prismaField({
      type: [PublicBodyRef],
      ...boundedList('possibleDuplicates', duplicatesDescription),
      resolve: (query, { organization }, _args, context) =>
        possibleDuplicates(context, organizationVisibility, query, organization),
    }),
  }),
});

mutationField(updatePublicBody, {
  description:
    'Changes a public body: absent fields keep their values; a list replaces the previous list. Announcements keep the name that they were made with. Requires an organizer, or the operator who added the public body.',
  success: 'The public body is changed.',
  fields: (t) => ({ publicBody: publicBodyOutput(t) }),
});

deletionField(deletePublicBody, {
  noun: 'public body',
  description:
    'Deletes a public body that is not public yet and that nothing refers to. Requires an organizer, or the operator who added the public body.',
});

mutationField(registerExhibitor, {
  description:
    'Registers an organization with an exhibition, which makes the organization public. Requires an operator of the exhibition.',
  success: 'The exhibitor is registered.',
  fields: (t) => ({ exhibitor: exhibitorOutput(t) }),
});

mutationField(updateExhibitor, {
  description:
    'Changes an exhibitor: absent fields keep their values. Requires an operator of the exhibition.',
  success: 'The exhibitor is changed.',
  fields: (t) => ({ exhibitor: exhibitorOutput(t) }),
});

deletionField(deleteExhibitor, {
  noun: 'exhibitor',
  description:
    'Deletes an exhibitor without co-exhibitors. The organization remains public. Requires an operator of the exhibition.',
});

mutationField(mergeCompanies, {
  description:
    'Merges two companies that are the same: the survivor gets the deals, exhibitors and series of the duplicate, which is archived and names the survivor. Announcements stay as they are. `undo` reverses it while nothing has changed. Requires an organizer.',
  success: 'The companies are merged.',
  fields: (t) => ({
    company: t.prismaField({
      type: CompanyRef,
      description: 'The company that remains.',
      resolve: (query, { survivor }, _args, { database }) =>
        database.rows.organization.findUniqueOrThrow({ ...query, where: { id: survivor } }),
    }),
    duplicate: t.prismaField({
      type: CompanyRef,
      description: 'The company that was merged into it.',
      resolve: (query, { duplicate }, _args, { database }) =>
        database.rows.organization.findUniqueOrThrow({ ...query, where: { id: duplicate } }),
    }),
  }),
});

mutationField(mergePublicBodies, {
  description:
    'Merges two public bodies that are the same: the survivor gets the deals, exhibitors and series of the duplicate, which is archived and names the survivor. Announcements stay as they are. `undo` reverses it while nothing has changed. Requires an organizer.',
  success: 'The public bodies are merged.',
  fields: (t) => ({
    publicBody: t.prismaField({
      type: PublicBodyRef,
      description: 'The public body that remains.',
      resolve: (query, { survivor }, _args, { database }) =>
        database.rows.organization.findUniqueOrThrow({ ...query, where: { id: survivor } }),
    }),
    duplicate: t.prismaField({
      type: PublicBodyRef,
      description: 'The public body that was merged into it.',
      resolve: (query, { duplicate }, _args, { database }) =>
        database.rows.organization.findUniqueOrThrow({ ...query, where: { id: duplicate } }),
    }),
  }),
});
