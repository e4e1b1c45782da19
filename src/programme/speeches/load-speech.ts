/** A speech as a verb works on it, locked, with everything that an announcement of it tells. */
import type { SpeechSnapshot, StreamMode } from '../../announcements/content.ts';
import type { Identity } from '../../auth/identity.ts';
import { mayOperate, requireOperator } from '../../auth/policies.ts';
import { NotFound } from '../../errors/user-errors.ts';
import type { Transaction } from '../../mutations/change.ts';
import { asLocalizedText } from '../../text/localized-text.ts';
import { exhibitionColumns } from '../announcing-exhibition.ts';

export async function loadSpeechForUpdate(tx: Transaction, identity: Identity, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "Speech" WHERE "id" = ${id}::uuid FOR NO KEY UPDATE`;
  const speech = await tx.speech.findUnique({
    where: { id },
    include: { speaker: true, exhibition: { select: exhibitionColumns } },
  });
  const isPublic = speech !== null && speech.status !== 'SCHEDULED';
  if (!speech || !(isPublic || mayOperate(identity, speech.exhibition.slug))) {
    throw new NotFound('speech', ['input', 'speech']);
  }
  requireOperator(identity, speech.exhibition.slug);
  return speech;
}

export type LoadedSpeech = Awaited<ReturnType<typeof loadSpeechForUpdate>>;

export function statusIn(mode: StreamMode, speech: LoadedSpeech): LoadedSpeech['status'] {
  return mode === 'LIVE' ? speech.status : speech.rehearsalStatus;
}

/** The text is told with the end of the speech, not before. */
export function speechSnapshot(speech: LoadedSpeech, { withText }: { withText: boolean }): SpeechSnapshot {
  const { id, speaker, office, language, texts } = speech;
  return {
    id,
    speaker: { id: speaker.id, names: asLocalizedText(speaker.names), country: speaker.country },
    office: asLocalizedText(office),
    language,
    texts: withText ? asLocalizedText(texts) : null,
  };
}
