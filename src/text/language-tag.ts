/**
 * Language, script, region and variants of BCP 47; no extensions and no private use. The database rejects them too.
 */
const form = /^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*$/i;
/** RFC 5646, 2.2.5: a variant occurs once. */
const repeatedVariant = /-([a-z\d]{5,8}|\d[a-z\d]{3})(?=-)(-.+)?-\1(-|$)/i;
/** RFC 5646, 4.4.1. Longer texts are not examined. */
const maxCharacters = 35;

export function isLanguageTag(tag: string): boolean {
  return tag.length <= maxCharacters && form.test(tag) && !repeatedVariant.test(tag);
}

/** canonicalLanguage returns the canonical form of a BCP 47 tag, such as zh-Hans for ZH-hans. Null for invalid tags. */
export function canonicalLanguage(tag: string): string | null {
  if (!isLanguageTag(tag)) return null;
  try {
    const canonical = Intl.getCanonicalLocales(tag)[0]!;
    return isLanguageTag(canonical) ? canonical : null;
  } catch {
    return null;
  }
}
