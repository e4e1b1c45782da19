import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { DeskWords } from './words/desk-words.ts';
import { type DeskLanguage, deskWords } from './words/words.ts';

/** The language of the desk. Texts of the exhibition are shown in all of their languages. */
export const Language = createContext<DeskLanguage>('en');

export function useLanguage(): { language: DeskLanguage; words: DeskWords } {
  const language = useContext(Language);
  return { language, words: deskWords(language) };
}
