import { z } from 'zod';
import { requireOrganizer } from '../../auth/policies.ts';
import { indexDealsOf } from '../../derived-columns/index-deals.ts';
import type { Context } from '../../graphql/context.ts';
import { change } from '../../mutations/change.ts';
import { requireRow } from '../../mutations/require-row.ts';
import { country, httpUrl, localized, nodeId, readInput, slug } from '../../mutations/validators.ts';
import { industryId } from './create-organization.ts';
import { nameColumns } from './name-columns.ts';

const schema = z.object({
  company: nodeId('Company'),
  nameTranslations: localized().nullish(),
  country: country.nullish(),
  industry: slug.nullish(),
  website: httpUrl.nullish(),
});

/** What was announced under the old name stays announced under it. */
export async function updateCompany(context: Context, raw: unknown): Promise<{ organization: string }> {
  requireOrganizer(context.identity);
  const { company: id, ...input } = readInput(schema, raw);
  return change(context, { mutation: 'updateCompany' }, async ({ tx, audit }) => {
    const before = await requireRow(
      tx.organization.findUnique({
        where: { id, kind: 'COMPANY' },
        select: { names: true, country: true, industryId: true, website: true },
      }),
      'company',
      ['input', 'company'],
    );
    await tx.organization.update({
      where: { id },
      data: {
        ...(input.nameTranslations && nameColumns(input.nameTranslations)),
        ...(input.country && { country: input.country }),
        ...(input.industry && { industryId: await industryId(tx, input.industry) }),
        ...(input.website && { website: input.website }),
      },
      select: { id: true },
    });
    if (input.nameTranslations || input.country) await indexDealsOf(tx, id);
    audit({ type: 'Company', id, before, after: input });
    return { organization: id };
  });
}
