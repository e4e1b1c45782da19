/** The name of a country, currency or language; its code where the browser (before Chromium 81) has no names. */
export function displayName(type: Intl.DisplayNamesType, code: string, language: string): string {
  if (typeof Intl.DisplayNames !== 'function') return code;
  return new Intl.DisplayNames(language, { type }).of(code) ?? code;
}
