/**
 * One text in several languages (BCP 47), in an order that means something:
 * the first is what a reader gets who asked for none of the others.
 */
import Negotiator from 'negotiator';

/** A type alias, not an interface: Prisma takes only those for JSON. */
export type LocalizedEntry = { language: string; text: string };
export type LocalizedText = LocalizedEntry[];

/** Prisma reads a JSON column as any JSON; the database has checked that it is a localized text. */
export function asLocalizedText(column: unknown): LocalizedText {
  return column as LocalizedText;
}

/** What a reader can read, best first, as Accept-Language says it (RFC 9110, 12.5.4). */
export class Languages {
  readonly wanted: string;
  readonly #choices = new Map<string, number>();

  constructor(wanted: string | null | undefined) {
    this.wanted = wanted?.trim() || '*';
  }

  /** Falls back to the first entry, so a text that exists is never missing. */
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

/** Moves the languages of an exhibition to the front, in its order. */
export function inOrderOf(languages: readonly string[], text: LocalizedText): LocalizedText {
  const rank = (entry: LocalizedEntry) => {
    const index = languages.indexOf(entry.language);
    return index === -1 ? languages.length : index;
  };
  return [...text].sort((a, b) => rank(a) - rank(b));
}

/** The languages of an exhibition in which the text does not exist yet. */
export function missingLanguages(languages: readonly string[], text: LocalizedText): string[] {
  return languages.filter((language) => !text.some((entry) => entry.language === language));
}
