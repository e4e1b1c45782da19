import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { CeremonyNotOpen, SpeechInProgress } from '../../errors/user-errors.ts';
import type { Context } from '../../graphql/context.ts';
import { change } from '../../mutations/change.ts';
import { idempotencyKey, nodeId, readInput } from '../../mutations/validators.ts';
import { announcingIn } from '../announcing-exhibition.ts';
import { ceremonySnapshot, loadCeremonyForUpdate } from './load-ceremony.ts';

const schema = z.object({
  ceremony: nodeId('Ceremony'),
  mode: z.enum(['LIVE', 'REHEARSAL']),
  idempotencyKey,
});

/** Its announcement holds the result: the totals after everything that was told. */
export async function closeCeremony(
  context: Context,
  raw: unknown,
): Promise<{ ceremony: string; announcement: string }> {
  requireStaff(context.identity);
  const input = readInput(schema, raw);
  const request = { mutation: 'closeCeremony', idempotency: { key: input.idempotencyKey, input } };
  return change(context, request, async ({ tx, at, audit, announce }) => {
    const ceremony = await loadCeremonyForUpdate(tx, context.identity, input.ceremony);
    const live = input.mode === 'LIVE';
    if ((live ? ceremony.status : ceremony.rehearsalStatus) !== 'OPEN') {
      throw new CeremonyNotOpen('The ceremony is not open.', ['input', 'ceremony']);
    }
    const speech = await tx.speech.findFirst({
      where: {
        exhibitionId: ceremony.exhibitionId,
        ...(live ? { status: 'STARTED' } : { rehearsalStatus: 'STARTED' }),
      },
      select: { id: true },
    });
    if (speech)
      throw new SpeechInProgress('A speech is being given: finish it first.', ['input', 'ceremony']);
    await tx.ceremony.update({
      where: { id: ceremony.id },
      data: live ? { status: 'CLOSED', closedAt: at } : { rehearsalStatus: 'CLOSED' },
      select: { id: true },
    });
    audit({
      exhibition: ceremony.exhibitionId,
      type: 'Ceremony',
      id: ceremony.id,
      before: { mode: input.mode, status: 'OPEN' },
      after: { mode: input.mode, status: 'CLOSED' },
    });
    const { id } = announce({
      ...announcingIn(ceremony.exhibition),
      mode: input.mode,
      content: { kind: 'CEREMONY_CLOSED', ceremony: ceremonySnapshot(ceremony) },
      subject: { ceremonyId: ceremony.id },
    });
    return { ceremony: ceremony.id, announcement: id };
  });
}
