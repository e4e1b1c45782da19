/** What createSpeech and updateSpeech have in common. */
import { z } from 'zod';
import { language, localized, maxTextCharacters } from '../../mutations/validators.ts';

export const officeTranslations = localized().describe(
  'The office that the speaker holds when speaking, in each language that it exists in.',
);
export const speechLanguage = language.describe('The language that the speech is given in.');
export const textTranslations = localized(maxTextCharacters).describe(
  'The text and its translations: at most 20,000 characters each.',
);
export const paraphrase = z.boolean().describe('True where the texts say in other words what is said.');
