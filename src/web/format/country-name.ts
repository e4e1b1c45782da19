/** The name of a country, as on a name plate. */
export function countryName(country: string, language: string): string {
  // Intl's own is "대한민국" for KR.
  const short: Record<string, string> = { 'ko:KR': '한국', 'en:KR': 'Korea', 'ko:CN': '중국' };
  const own = short[`${language.split('-', 1)[0]}:${country}`];
  return own ?? new Intl.DisplayNames(language, { type: 'region' }).of(country) ?? country;
}
