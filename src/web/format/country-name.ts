import { displayName } from './display-name.ts';
import { baseLanguage } from './localized-texts.ts';

/** The common name of a country. */
export function countryName(country: string, language: string): string {
  // Intl gives the official name: "대한민국" for KR.
  const short: Record<string, string> = {
    ...{ 'en:KR': 'Korea', 'zh:KR': '韩国', 'ko:KR': '한국', 'ja:KR': '韓国' },
    // Chromium 80 has no names of countries: those of the exhibitions so far.
    ...{ 'en:CN': 'China', 'zh:CN': '中国', 'ko:CN': '중국', 'ja:CN': '中国' },
    ...{ 'en:JP': 'Japan', 'zh:JP': '日本', 'ko:JP': '일본', 'ja:JP': '日本' },
  };
  const name = short[`${baseLanguage(language)}:${country}`];
  return name ?? displayName('region', country, language);
}
