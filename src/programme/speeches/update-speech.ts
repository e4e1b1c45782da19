import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { SpeechNotScheduled, SpeechTextAlreadyReleased } from '../../errors/user-errors.ts';
import { updating } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { requireNotRedacted } from '../../mutations/merged.ts';
import { nodeId } from '../../mutations/validators.ts';
import { updateRow } from '../../mutations/write-rows.ts';
import { type LocalizedText, sortByLanguages } from '../../text/localized-text.ts';
import { type LoadedSpeech, loadSpeechForUpdate, requireSpeech } from './load-speech.ts';
import { officeTranslations, paraphrase, speechLanguage, textTranslations } from './speech-input.ts';

/**
 * updateSpeech changes what was not announced: a scheduled speech, and the text until its release. releaseSpeechText
 * corrects a text that is public.
 */
export const updateSpeech = defineMutation({
  name: 'updateSpeech',
  input: z.object({
    speech: nodeId('Speech').describe(
      'A scheduled speech, one whose text is not released, or a recorded one that was not announced.',
    ),
    officeTranslations: officeTranslations.optional(),
    language: speechLanguage.optional(),
    textTranslations: textTranslations
      .nullish()
      .describe(
        'The text, with one entry per language, each of at most 20,000 characters. Null removes it. It can be changed until it is released.',
      ),
    paraphrase: paraphrase.optional(),
    ...updating('speech'),
  }),
  rights: requireStaff,
  errors: [SpeechNotScheduled, SpeechTextAlreadyReleased],
  load: (read, input) => loadSpeechForUpdate(read, input.speech),
  decide(loaded, input, { identity, at }) {
    const speech = requireSpeech(loaded, identity);
    requireNotRedacted(speech, ['input', 'speech']);
    const { id, exhibitionId, languages } = speech;
    requireUnannounced(speech, input);
    assertVersion(input.expectedVersion, { typename: 'Speech', id, version: speech.version });
    const before = contentOf(speech);
    const after = {
      office: input.officeTranslations ? sortByLanguages(languages, input.officeTranslations) : before.office,
      language: input.language ?? before.language,
      texts: textsAfter(before.texts, input.textTranslations, languages),
      paraphrase: input.paraphrase ?? before.paraphrase,
    };
    // The text of a record is public immediately, and a text that is removed is not.
    const released = speech.isUnannouncedRecord && {
      textReleasedAt: after.texts && (speech.textReleasedAt ?? at),
    };
    const rest = { speakerId: speech.speaker.id, status: speech.status, sample: speech.sample };
    return {
      result: { speech: id },
      writes: updateRow('Speech', id, { ...after, ...released }),
      audit: [
        {
          exhibition: exhibitionId,
          type: 'Speech',
          id,
          before: { ...before, ...rest },
          after: { ...after, ...rest },
        },
      ],
    };
  },
});

/** Throws if the input changes what an announcement contains. */
function requireUnannounced(
  { status, textReleasedAt, isUnannouncedRecord }: LoadedSpeech,
  given: {
    officeTranslations?: unknown;
    language?: unknown;
    textTranslations?: unknown;
    paraphrase?: unknown;
  },
): void {
  if (isUnannouncedRecord) return;
  const path = ['input', 'speech'];
  const changesSpeech = given.officeTranslations !== undefined || given.language !== undefined;
  const changesText = given.textTranslations !== undefined || given.paraphrase !== undefined;
  if (status !== 'SCHEDULED' && changesSpeech)
    throw new SpeechNotScheduled('The speech was announced: only its text can be changed.', path);
  if (textReleasedAt !== null && changesText)
    throw new SpeechTextAlreadyReleased('The text is public. Correct it with releaseSpeechText.', path);
}

function textsAfter(
  before: LocalizedText | null,
  given: LocalizedText | null | undefined,
  languages: readonly string[],
): LocalizedText | null {
  return given === undefined ? before : given && sortByLanguages(languages, given);
}

function contentOf({ office, language, texts, paraphrase }: LoadedSpeech) {
  return { office, language, texts, paraphrase };
}
