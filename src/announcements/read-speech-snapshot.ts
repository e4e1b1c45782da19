/**
 * A speech in an announcement row: without the names and the office of the speaker and the text, which are in the table
 * PersonalValue. The row holds the commitment to them.
 */
import { commit, type PersonalValue } from '../privacy/personal-values.ts';
import { redactedName, redactedOffice } from '../privacy/redacted-texts.ts';
import type { LocalizedText } from '../text/localized-text.ts';
import type { AnnouncementContent, SpeechSnapshot } from './content.ts';

/** A type alias, because an interface is no JSON. */
export type PersonalSpeech = { names: LocalizedText; office: LocalizedText; texts: LocalizedText | null };

export interface StoredSpeech {
  id: string;
  speaker: { id: string; country: string; commitment: string };
  language: string;
}

/** What a row stores, and the value that it commits to. Null for what is about no speech. */
export function storeContent({ kind: _, ...content }: AnnouncementContent): {
  content: Record<string, unknown>;
  personal: PersonalValue | null;
} {
  if (!('speech' in content)) return { content, personal: null };
  const { speaker, office, texts, ...speech } = content.speech;
  const { names, id, country } = speaker;
  const value: PersonalSpeech = { names, office, texts };
  const personal = commit(value, { personId: id, subjectId: speech.id, isAnnounced: true });
  const stored: StoredSpeech = { ...speech, speaker: { id, country, commitment: personal.commitment } };
  return { content: { ...content, speech: stored }, personal };
}

/** `personal` is null if the speaker was redacted. */
export function readSpeechSnapshot(stored: StoredSpeech, personal: PersonalSpeech | null): SpeechSnapshot {
  const { id, language, speaker } = stored;
  const { names, office, texts } = personal ?? { names: redactedName, office: redactedOffice, texts: null };
  return {
    id,
    speaker: { id: speaker.id, names, country: speaker.country, redacted: personal === null },
    office,
    language,
    texts,
  };
}
