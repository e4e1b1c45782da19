import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { SpeechInProgress, SpeechNotScheduled } from '../../errors/user-errors.ts';
import type { Context } from '../../graphql/context.ts';
import { change } from '../../mutations/change.ts';
import { idempotencyKey, nodeId, readInput } from '../../mutations/validators.ts';
import { announcingIn } from '../announcing-exhibition.ts';
import { lockOpenCeremonyOf, requireOpen } from '../ceremonies/open-ceremony-of.ts';
import { loadSpeechForUpdate, speechSnapshot, statusIn } from './load-speech.ts';

const schema = z.object({
  speech: nodeId('Speech'),
  mode: z.enum(['LIVE', 'REHEARSAL']),
  idempotencyKey,
});

export async function startSpeech(
  context: Context,
  raw: unknown,
): Promise<{ speech: string; announcement: string }> {
  requireStaff(context.identity);
  const input = readInput(schema, raw);
  const request = { mutation: 'startSpeech', idempotency: { key: input.idempotencyKey, input } };
  return change(context, request, async ({ tx, at, audit, announce }) => {
    const ceremony = await lockOpenCeremonyOf(tx, { speech: input.speech }, input.mode);
    const speech = await loadSpeechForUpdate(tx, context.identity, input.speech);
    if (statusIn(input.mode, speech) !== 'SCHEDULED') {
      throw new SpeechNotScheduled('The speech has begun already.', ['input', 'speech']);
    }
    requireOpen(ceremony, ['input', 'speech']);
    const live = input.mode === 'LIVE';
    const other = await tx.speech.findFirst({
      where: {
        exhibitionId: speech.exhibitionId,
        ...(live ? { status: 'STARTED' } : { rehearsalStatus: 'STARTED' }),
      },
      select: { id: true },
    });
    if (other) throw new SpeechInProgress('Another speech is being given.', ['input', 'speech']);
    await tx.speech.update({
      where: { id: speech.id },
      data: live ? { status: 'STARTED', startedAt: at } : { rehearsalStatus: 'STARTED' },
      select: { id: true },
    });
    audit({
      exhibition: speech.exhibitionId,
      type: 'Speech',
      id: speech.id,
      before: { mode: input.mode, status: 'SCHEDULED' },
      after: { mode: input.mode, status: 'STARTED' },
    });
    const { id } = announce({
      ...announcingIn(speech.exhibition),
      mode: input.mode,
      content: { kind: 'SPEECH_STARTED', speech: speechSnapshot(speech, { withText: false }) },
      subject: { speechId: speech.id },
    });
    return { speech: speech.id, announcement: id };
  });
}
