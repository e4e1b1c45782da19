/**
 * One text in several languages (BCP 47). The order matters: a reader who accepts none of the languages gets the first.
 */
import Negotiator from 'negotiator';

/** A type alias, not an interface: Prisma accepts no interface as JSON. */
export type LocalizedEntry = { language: string; text: string };
export type LocalizedText = LocalizedEntry[];

/** Prisma types a JSON column as any JSON; a CHECK constraint of the database holds its form. */
export function asLocalizedText(column: unknown): LocalizedText {
  return column as LocalizedText;
}

/** Languages are those that a reader accepts, in the form of Accept-Language (RFC 9110, 12.5.4). */
export class Languages {
  readonly wanted: string;
  readonly #choices = new Map<string, number>();

  constructor(wanted: string | null | undefined) {
    this.wanted = wanted?.trim() || '*';
  }

  /** The text in the best language, or else in its first. `language` replaces what the reader accepts. */
  choose(text: LocalizedText, language?: string | null): string {
    if (language) return new Languages(language).choose(text);
    return text[this.#indexOfBest(text)]!.text;
  }

  #indexOfBest(text: LocalizedText): number {
    if (this.wanted === '*' || text.length === 1) return 0;
    const available = text.map((entry) => entry.language);
    const key = available.join();
    let index = this.#choices.get(key);
    if (index === undefined) {
      const [best] = new Negotiator({ headers: { 'accept-language': this.wanted } }).languages(available);
      index = best === undefined ? 0 : available.indexOf(best);
      this.#choices.set(key, index);
    }
    return index;
  }
}

/** Sorts a text by the languages of an exhibition; other languages follow in their order. */
export function inOrderOf(languages: readonly string[], text: LocalizedText): LocalizedText {
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
