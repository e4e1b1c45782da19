/** The languages of the desk, with its labels and messages in each of them. */
import { baseLanguage } from '../../format/localized-texts.ts';
import type { DeskWords } from './desk-words.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';
import { zh } from './zh.ts';

const all = { zh, ko, ja, en } satisfies Record<string, DeskWords>;

export type DeskLanguage = keyof typeof all;

export const deskLanguages = Object.keys(all) as DeskLanguage[];

export function deskWords(language: DeskLanguage): DeskWords {
  return all[language];
}

/** The first preferred language in which the desk is available, else English. */
export function firstAvailable(wanted: readonly string[]): DeskLanguage {
  for (const tag of wanted) {
    const base = baseLanguage(tag.toLowerCase());
    const available = deskLanguages.find((each) => each === base);
    if (available) return available;
  }
  return 'en';
}
