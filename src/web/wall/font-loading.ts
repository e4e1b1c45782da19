/**
 * Keeps the real fonts on a screen that stays for hours. A browser fetches a part of a font when its characters are
 * first shown, and asks no second time for one that it could not get: a moment without network, as a screen turns to
 * Korean, would leave the evening in whatever font the machine has.
 *
 * So what will be shown in another language is fetched when it is told, and what failed is asked for again.
 */
import type { ScreenState } from './session.ts';
import { wordsIn } from './words.ts';

const families: Record<string, readonly string[]> = {
  zh: ['Noto Sans SC Variable', 'Noto Serif SC Variable'],
  // What the Korean ones lack, such as ×, is taken from the Chinese ones.
  ko: ['Noto Sans KR Variable', 'Noto Serif KR Variable', 'Noto Sans SC Variable', 'Noto Serif SC Variable'],
};

const figures = '0123456789.,:+-–~≈×·()';

/** Of all languages that this screen turns to. */
export function fetchType({ exhibition, show }: ScreenState, languages: readonly string[]): void {
  const texts = new Map(languages.map((tag) => [baseOf(tag), figures + ownWords(tag)]));
  collect([exhibition, show], texts);
  for (const [language, text] of texts) {
    // Whether it comes is told by the set of all fonts.
    for (const family of families[language] ?? [])
      document.fonts.load(`1em "${family}"`, text).catch(() => {});
  }
}

function collect(value: unknown, texts: Map<string, string>): void {
  if (typeof value !== 'object' || value === null) return;
  const { language, text } = value as { language?: string; text?: string };
  const before = texts.get(baseOf(language ?? ''));
  if (before !== undefined && text) texts.set(baseOf(language!), before + text);
  else for (const each of Object.values(value)) collect(each, texts);
}

function ownWords(language: string): string {
  const { instruments, roles, ...words } = wordsIn(language);
  return Object.values({ ...words, ...instruments, ...roles }).join('');
}

function baseOf(language: string): string {
  return language.split('-', 1)[0]!;
}

const againAfterMs = 4_000;

/** A fresh copy of the stylesheet, which the browser has, makes it forget which parts it could not get. */
export function keepType(): void {
  let isDue = false;
  const renew = () => {
    isDue = false;
    const old = document.querySelector('link[rel=stylesheet][href*="/fonts-"]');
    if (!old) return;
    const fresh = old.cloneNode() as HTMLLinkElement;
    fresh.addEventListener('load', () => old.remove());
    fresh.addEventListener('error', () => fresh.remove());
    old.after(fresh);
  };
  document.fonts.addEventListener('loadingerror', () => {
    if (isDue) return;
    isDue = true;
    // Never all screens of a hall at once.
    setTimeout(renew, againAfterMs * (0.75 + Math.random() / 2));
  });
}
