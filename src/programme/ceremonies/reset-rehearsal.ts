import { z } from 'zod';
import { wipeRehearsal } from '../../announcements/create-streams.ts';
import { requireOperator, requireStaff } from '../../auth/policies.ts';
import type { Context } from '../../graphql/context.ts';
import { change } from '../../mutations/change.ts';
import { requireRow } from '../../mutations/require-row.ts';
import { nodeId, readInput } from '../../mutations/validators.ts';

const schema = z.object({ exhibition: nodeId('Exhibition') });

/** Everything is as before the rehearsal; whoever still watches it is told that its cursor has expired. */
export async function resetRehearsal(context: Context, raw: unknown): Promise<{ exhibition: string }> {
  requireStaff(context.identity);
  const input = readInput(schema, raw);
  return change(context, { mutation: 'resetRehearsal' }, async ({ tx, audit }) => {
    const exhibition = await requireRow(
      tx.exhibition.findUnique({ where: { id: input.exhibition }, select: { id: true, slug: true } }),
      'exhibition',
      ['input', 'exhibition'],
    );
    requireOperator(context.identity, exhibition.slug);
    const where = { exhibitionId: exhibition.id };
    // In the order of the verbs' locks, so that a rehearsal under way is waited for and not deadlocked with.
    await tx.ceremony.updateMany({ where, data: { rehearsalStatus: 'PLANNED' } });
    await tx.deal.updateMany({
      where: { ...where, rehearsalStatus: { not: 'PLANNED' } },
      data: { rehearsalStatus: 'PLANNED' },
    });
    await tx.speech.updateMany({ where, data: { rehearsalStatus: 'SCHEDULED' } });
    await wipeRehearsal(tx, exhibition.id);
    audit({
      exhibition: exhibition.id,
      type: 'Exhibition',
      id: exhibition.id,
      after: { rehearsal: 'reset' },
    });
    return { exhibition: exhibition.id };
  });
}
