import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { formatTimeOfDay } from '../format/time-of-day.ts';
import type { DeskWords } from './words/desk-words.ts';
import { type DeskLanguage, deskWords } from './words/words.ts';

/** The language of the desk. Texts of the exhibition are shown in all of their languages. */
export const Language = createContext<DeskLanguage>('en');

/** The time zone of the exhibition; undefined before the first view. */
export const VenueTimeZone = createContext<string | undefined>(undefined);

/** Writes a time of day as the clocks at the venue show it, wherever the desk is. */
export function useTimeOfDay(): (at: string | number) => string {
  const timeZone = useContext(VenueTimeZone);
  return (at) => formatTimeOfDay(at, timeZone);
}

export function useLanguage(): { language: DeskLanguage; words: DeskWords } {
  const language = useContext(Language);
  return { language, words: deskWords(language) };
}
