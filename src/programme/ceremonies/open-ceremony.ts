import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { AnotherCeremonyOpen, CeremonyNotPlanned } from '../../errors/user-errors.ts';
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

export async function openCeremony(
  context: Context,
  raw: unknown,
): Promise<{ ceremony: string; announcement: string }> {
  requireStaff(context.identity);
  const input = readInput(schema, raw);
  const request = { mutation: 'openCeremony', idempotency: { key: input.idempotencyKey, input } };
  return change(context, request, async ({ tx, at, audit, announce }) => {
    const ceremony = await loadCeremonyForUpdate(tx, context.identity, input.ceremony);
    const live = input.mode === 'LIVE';
    if ((live ? ceremony.status : ceremony.rehearsalStatus) !== 'PLANNED') {
      throw new CeremonyNotPlanned('The ceremony was opened before.', ['input', 'ceremony']);
    }
    // The exhibition's row keeps two openings apart: each would find no other ceremony open.
    await tx.$queryRaw`SELECT 1 FROM "Exhibition" WHERE "id" = ${ceremony.exhibitionId}::uuid FOR NO KEY UPDATE`;
    const other = await tx.ceremony.findFirst({
      where: {
        exhibitionId: ceremony.exhibitionId,
        ...(live ? { status: 'OPEN' } : { rehearsalStatus: 'OPEN' }),
      },
      select: { id: true },
    });
    if (other)
      throw new AnotherCeremonyOpen('Another ceremony of this exhibition is open.', ['input', 'ceremony']);
    await tx.ceremony.update({
      where: { id: ceremony.id },
      data: live ? { status: 'OPEN', openedAt: at } : { rehearsalStatus: 'OPEN' },
      select: { id: true },
    });
    audit({
      exhibition: ceremony.exhibitionId,
      type: 'Ceremony',
      id: ceremony.id,
      before: { mode: input.mode, status: 'PLANNED' },
      after: { mode: input.mode, status: 'OPEN' },
    });
    const { id } = announce({
      ...announcingIn(ceremony.exhibition),
      mode: input.mode,
      content: { kind: 'CEREMONY_OPENED', ceremony: ceremonySnapshot(ceremony) },
      subject: { ceremonyId: ceremony.id },
    });
    return { ceremony: ceremony.id, announcement: id };
  });
}
