/** canonicalLanguage returns the canonical form of a BCP 47 tag, such as zh-Hans for ZH-hans. Null for invalid tags. */
export function canonicalLanguage(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}
