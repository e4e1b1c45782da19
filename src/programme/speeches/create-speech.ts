import { z } from 'zod';
import { requireOperator, requireStaff } from '../../auth/policies.ts';
import { loadExhibition, requireExhibition } from '../../catalog/exhibitions/load-exhibition.ts';
import { creating, sample } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { loadReferred, requireReferred } from '../../mutations/merged.ts';
import { exhibitionRef, nodeId } from '../../mutations/validators.ts';
import { insertRows } from '../../mutations/write-rows.ts';
import { sortByLanguages } from '../../text/localized-text.ts';
import { officeTranslations, paraphrase, speechLanguage, textTranslations } from './speech-input.ts';

export const createSpeech = defineMutation({
  name: 'createSpeech',
  input: z.object({
    exhibition: exhibitionRef.describe('The exhibition of the speech, by its slug or its id.'),
    speaker: nodeId('Person').describe('The id of the speaker, a Person.'),
    officeTranslations,
    language: speechLanguage,
    textTranslations: textTranslations.nullish(),
    paraphrase: paraphrase.default(false),
    sample,
    ...creating,
  }),
  rights: requireStaff,
  async load(read, input) {
    const [exhibition, speaker] = await Promise.all([
      loadExhibition(read, input.exhibition),
      // Who renames a person finds all speeches.
      loadReferred(read, 'Person', input.speaker, 'FOR SHARE'),
    ]);
    return { exhibition, speaker };
  },
  decide(loaded, input, { identity, newId }) {
    const exhibition = requireExhibition(loaded.exhibition);
    requireOperator(identity, exhibition);
    requireReferred(loaded.speaker, 'person', ['input', 'speaker']);
    const id = newId();
    const speech = {
      speakerId: input.speaker,
      office: sortByLanguages(exhibition.languages, input.officeTranslations),
      language: input.language,
      texts: input.textTranslations ? sortByLanguages(exhibition.languages, input.textTranslations) : null,
      paraphrase: input.paraphrase,
      sample: input.sample,
    };
    return {
      result: { speech: id },
      writes: insertRows('Speech', [{ id, exhibitionId: exhibition.id, ...speech }]),
      audit: [{ exhibition: exhibition.id, type: 'Speech', id, before: null, after: speech }],
    };
  },
});
