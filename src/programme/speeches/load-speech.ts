/** Loads a speech for a mutation, with everything that its announcement contains. */

import type { SpeechSnapshot, StreamMode } from '../../announcements/content.ts';
import type { Identity } from '../../auth/identity.ts';
import { mayOperate, requireOperator, type ScopedSeries } from '../../auth/policies.ts';
import { lockExhibitionOf } from '../../catalog/exhibitions/load-exhibition.ts';
import { ratesColumn } from '../../catalog/exhibitions/rates.ts';
import { sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { NotFound } from '../../errors/user-errors.ts';
import { seriesColumn } from '../../graphql/scope-columns.ts';
import type { Rate } from '../../money/money.ts';
import { lockRows } from '../../mutations/row-locks.ts';
import type { LocalizedText } from '../../text/localized-text.ts';

type Status = 'SCHEDULED' | 'STARTED' | 'FINISHED';

export interface LoadedSpeech {
  id: string;
  version: number;
  exhibitionId: string;
  slug: string;
  series: ScopedSeries;
  languages: string[];
  reportingCurrency: string;
  rates: Rate[];
  status: Status;
  rehearsalStatus: Status;
  speaker: SpeechSnapshot['speaker'];
  /** The personal values of the speaker were deleted: none is entered again. */
  isRedacted: boolean;
  office: LocalizedText;
  language: string;
  /** Null without a text. */
  texts: LocalizedText | null;
  paraphrase: boolean;
  sample: boolean;
  textReleasedAt: string | null;
  rehearsalTextReleased: boolean;
  /** Whether it was entered as a record and never announced, so that all of it can change. */
  isUnannouncedRecord: boolean;
  /** How often the text was announced as released in the stream asked for. */
  releases: number;
}

/** Locks the speech and reads it; null if there is none. Its ceremony is locked before. The exhibition is locked with it. */
export async function loadSpeechForUpdate(
  read: ReadRows,
  id: string,
  mode: StreamMode = 'LIVE',
): Promise<LoadedSpeech | null> {
  const [, , [speech]] = await Promise.all([
    lockExhibitionOf(read, 'Speech', id),
    lockRows(read, 'Speech', sql`locked."id" = ${id}::uuid`, 'FOR NO KEY UPDATE'),
    read<LoadedSpeech>(sql`
      SELECT speech."id", speech."version", speech."exhibitionId", exhibition."slug", ${seriesColumn}, exhibition."languages",
             exhibition."reportingCurrencyCode" AS "reportingCurrency", ${ratesColumn},
             speech."status", speech."rehearsalStatus",
             jsonb_build_object('id', speaker."id", 'names', speaker."names", 'country', speaker."country") AS speaker,
             speaker."redactedAt" IS NOT NULL AS "isRedacted",
             speech."office", speech."language", speech."texts", speech."paraphrase", speech."sample",
             to_json(speech."textReleasedAt") #>> '{}' AS "textReleasedAt", speech."rehearsalTextReleased",
             speech."givenOn" IS NOT NULL AND NOT EXISTS (
               SELECT FROM "Announcement" WHERE "speechId" = speech."id") AS "isUnannouncedRecord",
             (SELECT count(*)::int FROM "Announcement" AS announcement
              JOIN "AnnouncementStream" AS stream ON stream."id" = announcement."streamId"
              WHERE announcement."speechId" = speech."id" AND announcement."kind" = 'SPEECH_TEXT_RELEASED'
                AND stream."mode" = ${mode}::"StreamMode") AS releases
      FROM "Speech" AS speech
      JOIN "Exhibition" AS exhibition ON exhibition."id" = speech."exhibitionId"
      JOIN "Person" AS speaker ON speaker."id" = speech."speakerId"
      WHERE speech."id" = ${id}::uuid`),
  ]);
  return speech ?? null;
}

/** requireSpeech throws NotFound also if the caller may not see the speech. */
export function requireSpeech(speech: LoadedSpeech | null, identity: Identity): LoadedSpeech {
  const isPublic = speech !== null && speech.status !== 'SCHEDULED';
  if (!speech || !(isPublic || mayOperate(identity, speech)))
    throw new NotFound('speech', ['input', 'speech']);
  requireOperator(identity, speech);
  return speech;
}

export function isTextReleased(
  mode: StreamMode,
  { textReleasedAt, rehearsalTextReleased }: Pick<LoadedSpeech, 'textReleasedAt' | 'rehearsalTextReleased'>,
): boolean {
  return mode === 'LIVE' ? textReleasedAt !== null : rehearsalTextReleased;
}

/** speechSnapshot contains the text only if it is given: a text is announced from its release on. */
export function speechSnapshot(
  { id, speaker, office, language }: LoadedSpeech,
  texts: LocalizedText | null = null,
): SpeechSnapshot {
  return { id, speaker, office, language, texts };
}
