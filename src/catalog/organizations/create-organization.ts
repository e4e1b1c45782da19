/** createCompany and createPublicBody: the two kinds of organization. */
import { z } from 'zod';
import * as enums from '../../../prisma/generated/client/enums.ts';
import { requireStaff } from '../../auth/policies.ts';
import { nameColumns } from '../../derived-columns/name-columns.ts';
import { creating, sample } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { oneOf } from '../../mutations/input-type.ts';
import { insertRows } from '../../mutations/write-rows.ts';
import { loadIndustries, requireIndustry } from '../exhibitions/load-industries.ts';
import { industry, nameTranslations, seat, website } from './organization-input.ts';

export const createCompany = defineMutation({
  name: 'createCompany',
  input: z.object({
    nameTranslations,
    country: seat,
    industry: industry.nullish(),
    website: website.nullish(),
    sample,
    ...creating,
  }),
  rights: requireStaff,
  load: (read, input) => loadIndustries(read, [input.industry]),
  decide(industries, input, { newId }) {
    const id = newId();
    const company = {
      names: input.nameTranslations,
      country: input.country,
      website: input.website ?? null,
      industryId: input.industry ? requireIndustry(industries, input.industry).id : null,
      sample: input.sample,
    };
    return {
      result: { organization: id },
      writes: insertRows('Organization', [
        { id, kind: 'COMPANY', ...company, ...nameColumns(input.nameTranslations) },
      ]),
      audit: [{ type: 'Company', id, before: null, after: company }],
    };
  },
});

export const createPublicBody = defineMutation({
  name: 'createPublicBody',
  input: z.object({
    nameTranslations,
    bodyKind: oneOf('PublicBodyKind', enums.PublicBodyKind).describe('What kind of public body it is.'),
    country: seat,
    website: website.nullish(),
    sample,
    ...creating,
  }),
  rights: requireStaff,
  load: async () => null,
  decide(_loaded, input, { newId }) {
    const id = newId();
    const publicBody = {
      names: input.nameTranslations,
      bodyKind: input.bodyKind,
      country: input.country,
      website: input.website ?? null,
      sample: input.sample,
    };
    return {
      result: { organization: id },
      writes: insertRows('Organization', [
        { id, kind: 'PUBLIC_BODY', ...publicBody, ...nameColumns(input.nameTranslations) },
      ]),
      audit: [{ type: 'PublicBody', id, before: null, after: publicBody }],
    };
  },
});
