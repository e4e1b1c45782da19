import type { LocalizedText } from '../../src/text/localized-text.ts';

/** English, Chinese, Korean. Null or absent: not reported in that language. */
export type Texts = readonly [en: string, zh?: string | null, ko?: string | null];

/** The languages of the sample exhibition, in its order. */
export const languages = ['en', 'zh', 'ko'];

export function localized(...texts: Texts): LocalizedText {
  return languages.flatMap((language, index) => {
    const text = texts[index];
    return text ? [{ language, text }] : [];
  });
}
