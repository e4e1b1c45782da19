import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { indexColumns } from '../../derived-columns/index-deals.ts';
import { updateReportingAmounts } from '../../derived-columns/reporting-amounts.ts';
import type { Context } from '../../graphql/context.ts';
import { change } from '../../mutations/change.ts';
import { nodeId, readInput } from '../../mutations/validators.ts';
import { asLocalizedText, inOrderOf } from '../../text/localized-text.ts';
import { assertPlanned } from './assert-planned.ts';
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
import { loadDealForUpdate } from './load-deal.ts';
import { replaceParties } from './replace-parties.ts';

const schema = z.object({
  deal: nodeId('Deal'),
  titleTranslations: titleTranslations.nullish(),
  category: category.nullish(),
  instrument: instrument.nullish(),
  /** Null takes the amount away; left out, it stays. */
  amount: amount.nullish(),
  industry: industry.nullish(),
  parties: parties.nullish(),
});

/** Changes a plan. What was signed is corrected instead, in public. */
export async function updateDeal(context: Context, raw: unknown): Promise<{ deal: string }> {
  requireStaff(context.identity);
  const input = readInput(schema, raw);
  return change(context, { mutation: 'updateDeal' }, async ({ tx, audit }) => {
    const before = await loadDealForUpdate(tx, context.identity, input.deal);
    assertPlanned(before);
    const found = input.parties ? await findParties(tx, input.parties) : before.parties;
    const newTitles = input.titleTranslations
      ? inOrderOf(before.languages, input.titleTranslations)
      : asLocalizedText(before.titles);
    await tx.deal.update({
      where: { id: before.id },
      data: {
        titles: newTitles,
        ...(input.category && { category: input.category }),
        ...(input.instrument && { instrument: input.instrument }),
        ...(input.amount !== undefined && {
          amount: input.amount?.amount ?? null,
          currencyCode: input.amount?.currency ?? null,
        }),
        ...(input.industry && { industryId: (await findIndustry(tx, input.industry)).id }),
        ...indexColumns(
          newTitles,
          found.map((party) => party.organization),
        ),
      },
      select: { id: true },
    });
    if (input.parties) await replaceParties(tx, before.id, input.parties);
    await updateReportingAmounts(tx, before.exhibitionId, before.id);
    audit({ exhibition: before.exhibitionId, type: 'Deal', id: before.id, before, after: input });
    return { deal: before.id };
  });
}
