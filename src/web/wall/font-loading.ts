/**
 * Keeps a wall in the bundled fonts. A browser loads a subset of a font when its characters first appear, and does
 * not repeat a failed load. So a short network failure would leave the wall in a system font until it is reloaded.
 *
 * The wall loads the fonts for its other languages as soon as it knows the texts, and repeats failed loads.
 */

import { dealTerms } from '../format/deal-terms.ts';
import { baseLanguage } from '../format/localized-texts.ts';
import type { WallState } from './state/wall-state.ts';
import { wallWords } from './words/words.ts';

const families: Record<string, readonly string[]> = {
  zh: ['Noto Sans SC Variable', 'Noto Serif SC Variable'],
  // The Chinese fonts have characters that the Korean ones lack, such as ×.
  ko: ['Noto Sans KR Variable', 'Noto Serif KR Variable', 'Noto Sans SC Variable', 'Noto Serif SC Variable'],
  ja: ['Noto Sans JP Variable', 'Noto Sans SC Variable'],
  th: ['Noto Sans Thai Variable', 'Noto Sans KR Variable'],
  ar: ['Noto Sans Arabic Variable', 'Noto Sans KR Variable'],
  fa: ['Noto Sans Arabic Variable', 'Noto Sans KR Variable'],
};

const figures = '0123456789.,:+-–~≈×·()';

/** Loads the fonts for everything that the wall will show in these languages. */
export function preloadFonts({ exhibition, content }: WallState, languages: readonly string[]): void {
  const texts = new Map(languages.map((tag) => [baseLanguage(tag), figures + ownTexts(tag)]));
  collectTexts([exhibition, content], texts);
  for (const [language, text] of texts) {
    for (const family of families[language] ?? []) {
      // document.fonts reports failures too; see retryFailedFonts.
      document.fonts.load(`1em "${family}"`, text).catch(() => {});
    }
  }
}

function collectTexts(value: unknown, texts: Map<string, string>): void {
  if (typeof value !== 'object' || value === null) return;
  const { language, text } = value as { language?: string; text?: string };
  const base = baseLanguage(language ?? '');
  const before = texts.get(base);
  if (before !== undefined && text) texts.set(base, before + text);
  else for (const each of Object.values(value)) collectTexts(each, texts);
}

function ownTexts(language: string): string {
  const { signingStatus, ...words } = wallWords(language);
  const { instruments, roles } = dealTerms(language);
  return Object.values({ ...words, ...signingStatus, ...instruments, ...roles }).join('');
}

const retryMs = 4_000;

/** The browser repeats failed loads after the stylesheet is added again, which it reads from its cache. */
export function retryFailedFonts(): void {
  let isScheduled = false;
  const reloadStylesheet = () => {
    isScheduled = false;
    const old = document.querySelector('link[rel=stylesheet][href*="/fonts-"]');
    if (!old) return;
    const fresh = old.cloneNode() as HTMLLinkElement;
    fresh.addEventListener('load', () => old.remove());
    fresh.addEventListener('error', () => fresh.remove());
    old.after(fresh);
  };
  document.fonts.addEventListener('loadingerror', () => {
    if (isScheduled) return;
    isScheduled = true;
    // Jitter, so that the walls of a hall do not all load at the same time.
    setTimeout(reloadStylesheet, retryMs * (0.75 + Math.random() / 2));
  });
}
