import { z } from 'zod';
import { withoutDeal } from '../../announcements/totals.ts';
import { requireStaff } from '../../auth/policies.ts';
import { DealNotSigned } from '../../errors/user-errors.ts';
import type { Context } from '../../graphql/context.ts';
import { change } from '../../mutations/change.ts';
import { idempotencyKey, localized, nodeId, readInput } from '../../mutations/validators.ts';
import { latestAnnouncement } from './latest-announcement.ts';
import { loadDealForUpdate, statusIn } from './load-deal.ts';

const schema = z.object({
  deal: nodeId('Deal'),
  mode: z.enum(['LIVE', 'REHEARSAL']),
  idempotencyKey,
  reasonTranslations: localized(1_000).nullish(),
});

/** A deal that was told as signed does not stand: everyone is told, and it counts in no total any more. */
export async function retractDeal(
  context: Context,
  raw: unknown,
): Promise<{ deal: string; announcement: string }> {
  requireStaff(context.identity);
  const input = readInput(schema, raw);
  const request = { mutation: 'retractDeal', idempotency: { key: input.idempotencyKey, input } };
  return change(context, request, async ({ tx, audit, announce }) => {
    const deal = await loadDealForUpdate(tx, context.identity, input.deal);
    if (statusIn(input.mode, deal) !== 'SIGNED') {
      throw new DealNotSigned('Only a signed deal is retracted.', ['input', 'deal']);
    }
    const before = await latestAnnouncement(tx, deal, input.mode);
    await tx.deal.update({
      where: { id: deal.id },
      data: input.mode === 'LIVE' ? { status: 'RETRACTED' } : { rehearsalStatus: 'RETRACTED' },
      select: { id: true },
    });
    audit({
      exhibition: deal.exhibitionId,
      type: 'Deal',
      id: deal.id,
      before: { mode: input.mode, status: 'SIGNED' },
      after: { mode: input.mode, status: 'RETRACTED', reason: input.reasonTranslations ?? null },
    });
    const { id } = announce({
      exhibitionId: deal.exhibitionId,
      mode: input.mode,
      content: {
        kind: 'DEAL_RETRACTED',
        deal: before.deal,
        changes: before.sequence,
        reason: input.reasonTranslations ?? null,
      },
      subject: { dealId: deal.id },
      totals: [withoutDeal(before.deal)],
      reportingCurrency: deal.reportingCurrency,
      rates: deal.rates,
    });
    return { deal: deal.id, announcement: id };
  });
}
