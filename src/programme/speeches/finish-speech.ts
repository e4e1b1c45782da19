import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { SpeechNotStarted } from '../../errors/user-errors.ts';
import type { Context } from '../../graphql/context.ts';
import { change } from '../../mutations/change.ts';
import { idempotencyKey, nodeId, readInput } from '../../mutations/validators.ts';
import { announcingIn } from '../announcing-exhibition.ts';
import { loadSpeechForUpdate, speechSnapshot, statusIn } from './load-speech.ts';

const schema = z.object({
  speech: nodeId('Speech'),
  mode: z.enum(['LIVE', 'REHEARSAL']),
  idempotencyKey,
});

/** A ceremony cannot be closed while a speech is being given, so it is open here. */
export async function finishSpeech(
  context: Context,
  raw: unknown,
): Promise<{ speech: string; announcement: string }> {
  requireStaff(context.identity);
  const input = readInput(schema, raw);
  const request = { mutation: 'finishSpeech', idempotency: { key: input.idempotencyKey, input } };
  return change(context, request, async ({ tx, at, audit, announce }) => {
    const speech = await loadSpeechForUpdate(tx, context.identity, input.speech);
    if (statusIn(input.mode, speech) !== 'STARTED') {
      throw new SpeechNotStarted('The speech is not being given.', ['input', 'speech']);
    }
    await tx.speech.update({
      where: { id: speech.id },
      data: input.mode === 'LIVE' ? { status: 'FINISHED', finishedAt: at } : { rehearsalStatus: 'FINISHED' },
      select: { id: true },
    });
    audit({
      exhibition: speech.exhibitionId,
      type: 'Speech',
      id: speech.id,
      before: { mode: input.mode, status: 'STARTED' },
      after: { mode: input.mode, status: 'FINISHED' },
    });
    const { id } = announce({
      ...announcingIn(speech.exhibition),
      mode: input.mode,
      content: { kind: 'SPEECH_FINISHED', speech: speechSnapshot(speech, { withText: true }) },
      subject: { speechId: speech.id },
    });
    return { speech: speech.id, announcement: id };
  });
}
