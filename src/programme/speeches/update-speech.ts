import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { SpeechNotScheduled } from '../../errors/user-errors.ts';
import { updating } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { nodeId } from '../../mutations/validators.ts';
import { updateRow } from '../../mutations/write-rows.ts';
import { sortByLanguages } from '../../text/localized-text.ts';
import { type LoadedSpeech, loadSpeechForUpdate, requireSpeech } from './load-speech.ts';
import { officeTranslations, paraphrase, speechLanguage, textTranslations } from './speech-input.ts';

/** updateSpeech changes a scheduled speech only: announcements of a speech never change. */
export const updateSpeech = defineMutation({
  name: 'updateSpeech',
  input: z.object({
    speech: nodeId('Speech').describe('The scheduled speech.'),
    officeTranslations: officeTranslations.optional(),
    language: speechLanguage.optional(),
    textTranslations: textTranslations.optional(),
    paraphrase: paraphrase.optional(),
    ...updating('speech'),
  }),
  rights: requireStaff,
  errors: [SpeechNotScheduled],
  load: (read, input) => loadSpeechForUpdate(read, input.speech),
  decide(loaded, input, { identity }) {
    const speech = requireSpeech(loaded, identity);
    const { id, exhibitionId, languages } = speech;
    if (speech.status !== 'SCHEDULED')
      throw new SpeechNotScheduled('The speech has already started or finished.', ['input', 'speech']);
    assertVersion(input.expectedVersion, { typename: 'Speech', id, version: speech.version });
    const before = contentOf(speech);
    const after = {
      office: input.officeTranslations ? sortByLanguages(languages, input.officeTranslations) : before.office,
      language: input.language ?? before.language,
      texts: input.textTranslations ? sortByLanguages(languages, input.textTranslations) : before.texts,
      paraphrase: input.paraphrase ?? before.paraphrase,
    };
    const rest = { speakerId: speech.speaker.id, status: speech.status, sample: speech.sample };
    return {
      result: { speech: id },
      writes: updateRow('Speech', id, after),
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

function contentOf({ office, language, texts, paraphrase }: LoadedSpeech) {
  return { office, language, texts, paraphrase };
}
