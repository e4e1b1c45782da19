import type { TextFragment } from '../operations.ts';

/** One text in several languages. */
export type Texts = readonly TextFragment[];

/**
 * The text in a language, else in another region of it, else the first text, as in the API. Null if there is none.
 */
export function localizedText(texts: Texts, language: string): TextFragment | null {
  return (
    texts.find((each) => each.language === language) ??
    texts.find((each) => baseLanguage(each.language) === baseLanguage(language)) ??
    texts[0] ??
    null
  );
}

export function textIn(texts: Texts, language: string): string {
  return localizedText(texts, language)?.text ?? '';
}

/** "zh" of "zh-Hans-CN". */
export function baseLanguage(tag: string): string {
  return tag.split('-', 1)[0]!;
}
