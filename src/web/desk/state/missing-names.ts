import type { ProgrammeItem } from './desk-view.ts';

type Translations = readonly { language: string }[];

/** Those of the languages that a text does not have. */
export function missingOf(languages: readonly string[], translations: Translations): string[] {
  return languages.filter((tag) => !translations.some(({ language }) => language === tag));
}

/** The languages in which the name of the speaker is missing: walls show another one instead. */
export function missingNames(
  { speech }: Pick<ProgrammeItem, 'speech'>,
  languages: readonly string[],
): string[] {
  return speech ? missingOf(languages, speech.speaker.nameTranslations) : [];
}
