import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { inLanguage, type Texts } from '../format/localized-texts.ts';
import { type Words, wordsIn } from './words.ts';

export const Language = createContext('en');

export function useLanguage(): { language: string; words: Words } {
  const language = useContext(Language);
  return { language, words: wordsIn(language) };
}

/** A text in the language of the moment, or in the one it exists in, and then marked as such. */
export function Localized({ texts }: { texts: Texts }) {
  const { language } = useLanguage();
  const text = inLanguage(texts, language);
  if (!text) return null;
  return text.language === language ? text.text : <span lang={text.language}>{text.text}</span>;
}

interface HeadingProps {
  class: string;
  texts: Texts;
  isStruck?: boolean;
}

/** It is as large as the script it is in allows, whichever language the screen speaks otherwise. */
export function Heading({ class: name, texts, isStruck = false }: HeadingProps) {
  const { language } = useLanguage();
  const text = inLanguage(texts, language);
  return (
    <h2 class={name} lang={text?.language}>
      {isStruck ? <s>{text?.text}</s> : text?.text}
    </h2>
  );
}
