/** The wall's words in each of its languages. An exhibition in another language gets them in English. */
import { baseLanguage } from '../../format/localized-texts.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import type { WallWords } from './wall-words.ts';
import { zh } from './zh.ts';

const all: Record<string, WallWords> = { en, zh, ko };

export function wallWords(language: string): WallWords {
  return all[baseLanguage(language)] ?? en;
}
