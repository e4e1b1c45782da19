import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import type { Context } from '../../graphql/context.ts';
import { change } from '../../mutations/change.ts';
import { nodeId, readInput } from '../../mutations/validators.ts';
import { assertPlanned } from './assert-planned.ts';
import { loadDealForUpdate } from './load-deal.ts';

const schema = z.object({ deal: nodeId('Deal') });

/** Gives a plan up. It leaves the programme, and the public never knew of it. */
export async function withdrawDeal(context: Context, raw: unknown): Promise<{ deal: string }> {
  requireStaff(context.identity);
  const input = readInput(schema, raw);
  return change(context, { mutation: 'withdrawDeal' }, async ({ tx, audit }) => {
    const deal = await loadDealForUpdate(tx, context.identity, input.deal);
    assertPlanned(deal);
    await tx.programmeItem.deleteMany({ where: { dealId: deal.id } });
    await tx.deal.update({ where: { id: deal.id }, data: { status: 'WITHDRAWN' }, select: { id: true } });
    audit({
      exhibition: deal.exhibitionId,
      type: 'Deal',
      id: deal.id,
      before: { status: 'PLANNED' },
      after: { status: 'WITHDRAWN' },
    });
    return { deal: deal.id };
  });
}
