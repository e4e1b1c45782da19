import type { TextFragment } from '../operations.ts';

export type Texts = readonly TextFragment[];

/** In the language; where there is none, the first, as the API does it. Null where there is none at all. */
export function inLanguage(texts: Texts, language: string): TextFragment | null {
  return (
    texts.find((each) => each.language === language) ??
    texts.find((each) => base(each.language) === base(language)) ??
    texts[0] ??
    null
  );
}

export function textIn(texts: Texts, language: string): string {
  return inLanguage(texts, language)?.text ?? '';
}

function base(language: string): string {
  return language.split('-', 1)[0]!;
}
