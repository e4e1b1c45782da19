import { z } from 'zod';
import { requireOperator, requireStaff } from '../../auth/policies.ts';
import { indexColumns } from '../../derived-columns/index-deals.ts';
import { updateReportingAmounts } from '../../derived-columns/reporting-amounts.ts';
import type { Context } from '../../graphql/context.ts';
import { change } from '../../mutations/change.ts';
import { requireRow } from '../../mutations/require-row.ts';
import { nodeId, readInput } from '../../mutations/validators.ts';
import { inOrderOf } from '../../text/localized-text.ts';
import {
  amount,
  category,
  findIndustry,
  findParties,
  industry,
  instrument,
  parties,
  titleTranslations,
} from './deal-input.ts';

const schema = z.object({
  exhibition: nodeId('Exhibition'),
  titleTranslations,
  category,
  instrument,
  amount: amount.nullish(),
  industry,
  parties,
  sample: z.boolean().nullish(),
});

/** Plans a deal. The public does not know of it until it is signed. */
export async function createDeal(context: Context, raw: unknown): Promise<{ deal: string }> {
  requireStaff(context.identity);
  const input = readInput(schema, raw);
  return change(context, { mutation: 'createDeal' }, async ({ tx, at, audit }) => {
    const exhibition = await requireRow(
      tx.exhibition.findUnique({
        where: { id: input.exhibition },
        select: { id: true, slug: true, languages: true },
      }),
      'exhibition',
      ['input', 'exhibition'],
    );
    requireOperator(context.identity, exhibition.slug);
    const found = await findParties(tx, input.parties);
    const ordered = inOrderOf(exhibition.languages, input.titleTranslations);
    const { id } = await tx.deal.create({
      data: {
        exhibitionId: exhibition.id,
        titles: ordered,
        category: input.category,
        instrument: input.instrument,
        amount: input.amount?.amount ?? null,
        currencyCode: input.amount?.currency ?? null,
        industryId: (await findIndustry(tx, input.industry)).id,
        latestAt: at,
        sample: input.sample ?? false,
        ...indexColumns(
          ordered,
          found.map((party) => party.organization),
        ),
        parties: {
          create: input.parties.map(({ organization: organizationId, role }, position) => ({
            organizationId,
            role,
            position,
          })),
        },
      },
      select: { id: true },
    });
    await updateReportingAmounts(tx, exhibition.id, id);
    audit({ exhibition: exhibition.id, type: 'Deal', id, after: input });
    return { deal: id };
  });
}
