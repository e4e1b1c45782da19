/** createCompany and createPublicBody: the two kinds of one thing. */
import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import type { Context } from '../../graphql/context.ts';
import { change, type Transaction } from '../../mutations/change.ts';
import { requireRow } from '../../mutations/require-row.ts';
import { country, httpUrl, localized, readInput, slug } from '../../mutations/validators.ts';
import { nameColumns } from './name-columns.ts';

const common = {
  nameTranslations: localized(),
  country,
  website: httpUrl.nullish(),
  sample: z.boolean().nullish(),
};
const companySchema = z.object({ ...common, industry: slug.nullish() });
const publicBodySchema = z.object({
  ...common,
  bodyKind: z.enum(['GOVERNMENT', 'CITY', 'ZONE', 'PARK', 'CHAMBER']),
});

export async function createCompany(context: Context, raw: unknown): Promise<{ organization: string }> {
  requireStaff(context.identity);
  const input = readInput(companySchema, raw);
  return change(context, { mutation: 'createCompany' }, async ({ tx, audit }) => {
    const { id } = await tx.organization.create({
      data: {
        kind: 'COMPANY',
        ...nameColumns(input.nameTranslations),
        country: input.country,
        website: input.website ?? null,
        industryId: input.industry ? await industryId(tx, input.industry) : null,
        sample: input.sample ?? false,
      },
      select: { id: true },
    });
    audit({ type: 'Company', id, after: input });
    return { organization: id };
  });
}

export async function createPublicBody(context: Context, raw: unknown): Promise<{ organization: string }> {
  requireStaff(context.identity);
  const input = readInput(publicBodySchema, raw);
  return change(context, { mutation: 'createPublicBody' }, async ({ tx, audit }) => {
    const { id } = await tx.organization.create({
      data: {
        kind: 'PUBLIC_BODY',
        bodyKind: input.bodyKind,
        ...nameColumns(input.nameTranslations),
        country: input.country,
        website: input.website ?? null,
        sample: input.sample ?? false,
      },
      select: { id: true },
    });
    audit({ type: 'PublicBody', id, after: input });
    return { organization: id };
  });
}

export async function industryId(tx: Transaction, code: string): Promise<string> {
  const path = ['input', 'industry'];
  const { id } = await requireRow(
    tx.industry.findUnique({ where: { code }, select: { id: true } }),
    'industry',
    path,
  );
  return id;
}
