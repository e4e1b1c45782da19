import { baseLanguage } from './localized-texts.ts';

/** The common name of a country. */
export function countryName(country: string, language: string): string {
  // Intl gives the official name: "대한민국" for KR.
  const short: Record<string, string> = { 'ko:KR': '한국', 'en:KR': 'Korea', 'ko:CN': '중국' };
  const name = short[`${baseLanguage(language)}:${country}`];
  return name ?? new Intl.DisplayNames(language, { type: 'region' }).of(country) ?? country;
}
