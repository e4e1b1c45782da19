import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { WallWords } from './words/wall-words.ts';
import { wallWords } from './words/words.ts';

/** The language that the wall shows now. */
export const Language = createContext('en');

export function useLanguage(): { language: string; words: WallWords } {
  const language = useContext(Language);
  return { language, words: wallWords(language) };
}
