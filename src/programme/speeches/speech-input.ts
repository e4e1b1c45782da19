/** Input fields that createSpeech and updateSpeech share. */
import { z } from 'zod';
import { language, localized, maxTextCharacters } from '../../mutations/validators.ts';

export const officeTranslations = localized().describe(
  'The office of the speaker at the time of the speech, with one entry per language.',
);
export const speechLanguage = language.describe('The language in which the speech is given.');
export const textTranslations = localized(maxTextCharacters).describe(
  'The text, with one entry per language, each of at most 20,000 characters. It is not public until releaseSpeechText.',
);
export const paraphrase = z.boolean().describe('True if the texts are a summary, not the literal words.');
