import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { announcedAt } from '../../announcements/announce.ts';
import { requireStaff } from '../../auth/policies.ts';
import { type Sql, sql } from '../../database/sql.ts';
import { InvalidInput, SpeechNotStarted, SpeechTextAlreadyReleased } from '../../errors/user-errors.ts';
import { publishing } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { requireNotRedacted } from '../../mutations/merged.ts';
import { nodeId } from '../../mutations/validators.ts';
import { updateRow } from '../../mutations/write-rows.ts';
import { type LocalizedText, sortByLanguages } from '../../text/localized-text.ts';
import { statusIn } from '../status/status-in.ts';
import { isTextReleased, loadSpeechForUpdate, requireSpeech, speechSnapshot } from './load-speech.ts';
import { paraphrase, textTranslations } from './speech-input.ts';

/**
 * releaseSpeechText publishes the text of a speech that has started. A text that was released is corrected by another
 * release: earlier announcements stay in the stream.
 */
export const releaseSpeechText = defineMutation({
  name: 'releaseSpeechText',
  input: z.object({
    speech: nodeId('Speech').describe('A speech that has started or finished.'),
    textTranslations: textTranslations
      .optional()
      .describe(
        'The text that becomes public, with one entry per language, each of at most 20,000 characters. Without it, the text that was entered before.',
      ),
    paraphrase: paraphrase.optional(),
    ...publishing('speech'),
  }),
  rights: requireStaff,
  errors: [SpeechNotStarted, SpeechTextAlreadyReleased],
  load: (read, { speech, mode }) => loadSpeechForUpdate(read, speech, mode),
  decide(loaded, { mode, expectedVersion, ...input }, { identity, newId }) {
    const speech = requireSpeech(loaded, identity);
    requireNotRedacted(speech, ['input', 'speech']);
    const { id, exhibitionId, languages, reportingCurrency, rates, releases } = speech;
    if (statusIn(mode, speech) === 'SCHEDULED')
      throw new SpeechNotStarted('The speech has not started: release its text during it or afterwards.', [
        'input',
        'speech',
      ]);
    assertVersion(expectedVersion, { typename: 'Speech', id, version: speech.version });
    const before = { texts: speech.texts, paraphrase: speech.paraphrase };
    const texts = input.textTranslations ? sortByLanguages(languages, input.textTranslations) : before.texts;
    if (!texts)
      throw InvalidInput.at(['input', 'textTranslations'], 'is required: no text was entered before');
    const after = { texts, paraphrase: input.paraphrase ?? before.paraphrase };
    const wasReleased = isTextReleased(mode, speech);
    if (wasReleased && isDeepStrictEqual(after, before))
      throw new SpeechTextAlreadyReleased('The text is public, and it is the same.', ['input', 'speech']);
    const round = releases + 1;
    const announcement = newId();
    return {
      result: { speech: id, announcement },
      writes: mode === 'LIVE' ? [] : updateRow('Speech', id, { rehearsalTextReleased: true }),
      audit: [
        {
          exhibition: exhibitionId,
          type: 'Speech',
          id,
          before: { mode, released: wasReleased, ...before, speakerId: speech.speaker.id },
          after: { mode, released: true, ...after, speakerId: speech.speaker.id },
        },
      ],
      announcement: {
        id: announcement,
        exhibitionId,
        mode,
        content: {
          kind: 'SPEECH_TEXT_RELEASED',
          speech: speechSnapshot(speech, texts),
          // The first round has no key: see content.ts.
          ...(round > 1 && { round }),
        },
        subject: { speechId: id },
        reportingCurrency,
        rates,
        ...(mode === 'LIVE' && { change: releaseSql(id, after) }),
      },
    };
  },
});

/** Inside the statement of the announcement, whose time the first release has. */
function releaseSql(id: string, { texts, paraphrase }: { texts: LocalizedText; paraphrase: boolean }): Sql {
  return sql`
    UPDATE "Speech" SET "texts" = ${JSON.stringify(texts)}::jsonb, "paraphrase" = ${paraphrase},
      "textReleasedAt" = coalesce("textReleasedAt", ${announcedAt})
    FROM moved WHERE "Speech"."id" = ${id}::uuid`;
}
