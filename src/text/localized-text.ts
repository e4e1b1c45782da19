/**
 * LocalizedText is a text in several languages (BCP 47). The first entry is the fallback for a reader who accepts none
 * of the languages.
 */
import { canonicalLanguage } from './language-tag.ts';
import { matchLanguages } from './match-languages.ts';

/** A type alias, because Prisma does not accept an interface as JSON. */
export type LocalizedEntry = { language: string; text: string };
export type LocalizedText = LocalizedEntry[];

/** Prisma types a JSON column as any JSON. A CHECK constraint ensures this type. */
export function asLocalizedText(column: unknown): LocalizedText {
  return column as LocalizedText;
}

/** Languages are the languages that a reader accepts, in the format of Accept-Language (RFC 9110, 12.5.4). */
export class Languages {
  readonly wanted: string;
  readonly #choices = new Map<string, number>();
  readonly #overrides = new Map<string, Languages | null>();

  constructor(wanted: string | null | undefined) {
    this.wanted = wanted?.trim() || '*';
  }

  /** The text in the best accepted language, else in its first one. */
  choose(text: LocalizedText): string {
    return text[this.#indexOfBest(text)]!.text;
  }

  /**
   * One language in place of the accepted ones. Null if it is not a language tag. Each is matched once: an operation can
   * ask for thousands of texts.
   */
  override(language: string): Languages | null {
    let override = this.#overrides.get(language);
    if (override === undefined) {
      override = canonicalLanguage(language) === null ? null : new Languages(language);
      this.#overrides.set(language, override);
    }
    return override;
  }

  /** The accepted ones of these languages, in the order of preference: equal for readers who get the same texts. */
  among(available: readonly string[]): Languages {
    if (this.wanted === '*') return this;
    return new Languages(matchLanguages(this.wanted, available).join(', '));
  }

  #indexOfBest(text: LocalizedText): number {
    if (this.wanted === '*' || text.length === 1) return 0;
    const available = text.map((entry) => entry.language);
    const key = available.join();
    let index = this.#choices.get(key);
    if (index === undefined) {
      const [best] = matchLanguages(this.wanted, available);
      index = best === undefined ? 0 : available.indexOf(best);
      this.#choices.set(key, index);
    }
    return index;
  }
}

/** Sorts a text by the languages of an exhibition. Other languages follow in their previous order. */
export function sortByLanguages(languages: readonly string[], text: LocalizedText): LocalizedText {
  const placeOf = (entry: LocalizedEntry) => {
    const index = languages.indexOf(entry.language);
    return index === -1 ? languages.length : index;
  };
  return [...text].sort((a, b) => placeOf(a) - placeOf(b));
}

/** The languages of an exhibition that the text lacks. */
export function missingLanguages(languages: readonly string[], text: LocalizedText): string[] {
  return languages.filter((language) => !text.some((entry) => entry.language === language));
}
