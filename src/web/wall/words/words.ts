/** The labels of the wall in each of its languages. For other languages, the English ones are used. */
import { baseLanguage } from '../../format/localized-texts.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';
import type { WallWords } from './wall-words.ts';
import { zh } from './zh.ts';

const all: Record<string, WallWords> = { en, zh, ko, ja };

/** The languages of the labels. */
export const wallLanguages: readonly string[] = Object.keys(all);

export function wallWords(language: string): WallWords {
  return all[baseLanguage(language)] ?? en;
}
