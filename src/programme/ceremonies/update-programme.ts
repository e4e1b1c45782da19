import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { CeremonyNotOpen } from '../../errors/user-errors.ts';
import type { Context } from '../../graphql/context.ts';
import { change } from '../../mutations/change.ts';
import { nodeId, readInput } from '../../mutations/validators.ts';
import { loadCeremonyForUpdate } from './load-ceremony.ts';
import { programmeInput, replaceProgramme } from './programme.ts';

const schema = z.object({ ceremony: nodeId('Ceremony'), items: programmeInput });

/** Replaces the running order, also while the ceremony is open. */
export async function updateProgramme(context: Context, raw: unknown): Promise<{ ceremony: string }> {
  requireStaff(context.identity);
  const input = readInput(schema, raw);
  return change(context, { mutation: 'updateProgramme' }, async ({ tx, audit }) => {
    const ceremony = await loadCeremonyForUpdate(tx, context.identity, input.ceremony);
    if (ceremony.status === 'CLOSED')
      throw new CeremonyNotOpen('The ceremony is over.', ['input', 'ceremony']);
    await replaceProgramme(tx, ceremony, input.items, ['input', 'items']);
    audit({
      exhibition: ceremony.exhibitionId,
      type: 'Ceremony',
      id: ceremony.id,
      after: { programme: input.items },
    });
    return { ceremony: ceremony.id };
  });
}
