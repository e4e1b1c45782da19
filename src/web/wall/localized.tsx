import { directionOf } from '../format/direction.ts';
import { localizedText, type Texts } from '../format/localized-texts.ts';
import { useLanguage } from './use-language.ts';

/** A text in the language of the wall. If it is missing, another language is shown and set as `lang`. */
export function Localized({ texts }: { texts: Texts }) {
  const { language } = useLanguage();
  const text = localizedText(texts, language);
  if (!text) return null;
  return text.language === language ? (
    text.text
  ) : (
    <span lang={text.language} dir={directionOf(text.language)}>
      {text.text}
    </span>
  );
}

interface HeadingProps {
  class: string;
  texts: Texts;
  isStruck?: boolean;
}

/** A heading whose size depends on the script of its text, not on the language of the wall. */
export function Heading({ class: name, texts, isStruck = false }: HeadingProps) {
  const { language } = useLanguage();
  const text = localizedText(texts, language);
  return (
    <h2 class={name} lang={text?.language} dir={text ? directionOf(text.language) : undefined}>
      {isStruck ? <s>{text?.text}</s> : text?.text}
    </h2>
  );
}
