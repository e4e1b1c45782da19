/**
 * Keeps the shipped fonts on a wall that runs for hours. A browser loads a part of a font when its characters first
 * appear, and does not repeat a failed load: a moment without network would leave the wall in a system font for the
 * rest of the evening.
 *
 * So the wall loads what its other languages need as soon as it knows the texts, and repeats failed loads.
 */

import { dealTerms } from '../format/deal-terms.ts';
import { baseLanguage } from '../format/localized-texts.ts';
import type { WallState } from './state/wall-state.ts';
import { wallWords } from './words/words.ts';

const families: Record<string, readonly string[]> = {
  zh: ['Noto Sans SC Variable', 'Noto Serif SC Variable'],
  // The Chinese fonts have what the Korean ones lack, such as ×.
  ko: ['Noto Sans KR Variable', 'Noto Serif KR Variable', 'Noto Sans SC Variable', 'Noto Serif SC Variable'],
};

const figures = '0123456789.,:+-–~≈×·()';

/** Loads the fonts for everything that the wall will show in these languages. */
export function preloadFonts({ exhibition, content }: WallState, languages: readonly string[]): void {
  const texts = new Map(languages.map((tag) => [baseLanguage(tag), figures + ownTexts(tag)]));
  collectTexts([exhibition, content], texts);
  for (const [language, text] of texts) {
    for (const family of families[language] ?? []) {
      // A failure is reported by document.fonts as well, see retryFailedFonts.
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

/** A fresh copy of the stylesheet, from the browser's cache, makes it forget which loads failed. */
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
    // Jitter, so that the walls of a hall do not all load at once.
    setTimeout(reloadStylesheet, retryMs * (0.75 + Math.random() / 2));
  });
}
