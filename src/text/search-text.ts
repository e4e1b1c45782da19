/**
 * Text search that also works for Chinese and Korean and needs no Postgres extension. Each text is stored with its
 * n-grams: its characters and pairs of characters. A search uses a GIN index to find texts with all n-grams of its words.
 */

/** Further n-grams of a long text are not indexed, and searches for them find nothing. */
const maxGrams = 2_000;

/** Further characters of all texts of a row are not searched. Folding writes up to 18 characters for one. */
const maxSearchedCharacters = 10_000;

/**
 * Increases with each change of foldText, and of what has search columns: they are then written again at the next
 * start. 4: people have them.
 */
export const foldingVersion = 4;

/**
 * Removes what a reader who searches does not type the same way: case (Straße and STRASSE), width and other forms of
 * compatibility (Unicode NFKC), accents (Citroën and citroen), invisible characters, kinds of quotes and hyphens, and
 * repeated spaces. Folding a folded text changes nothing.
 */
export function foldText(text: string): string {
  return (
    text
      .normalize('NFKD')
      .replaceAll(/[\p{Mn}\p{Default_Ignorable_Code_Point}]/gu, '')
      .normalize('NFKC')
      // ẞ becomes ß, which upper case writes as SS; it also writes dotted and dotless i alike.
      .toLowerCase()
      .toUpperCase()
      .toLowerCase()
      .normalize('NFKD')
      .replaceAll(/\p{Mn}/gu, '')
      .normalize('NFC')
      .replaceAll('ς', 'σ')
      .replaceAll(/[\p{Pi}\p{Pf}`´ʼʹ′]/gu, "'")
      .replaceAll(/\p{Pd}/gu, '-')
      .replaceAll(/\s+/g, ' ')
      .trim()
  );
}

export function searchColumns(texts: readonly string[]): { searchText: string; searchGrams: string[] } {
  const searchText = foldText([...new Set(texts)].join(' | ').slice(0, maxSearchedCharacters).toWellFormed());
  return { searchText, searchGrams: gramsOf(searchText) };
}

export function gramsOf(folded: string): string[] {
  const grams = new Set<string>();
  for (const word of folded.split(/[\s|]+/)) {
    const characters = [...word];
    for (const [index, character] of characters.entries()) {
      grams.add(character);
      const next = characters[index + 1];
      if (next !== undefined) grams.add(character + next);
      if (grams.size >= maxGrams) return [...grams];
    }
  }
  return [...grams];
}

/** The n-grams of every text that contains the words: pairs, or the character of a one-character word. */
export function gramsToFind(folded: string): string[] {
  return folded.split(' ').flatMap((word) => {
    const characters = [...word];
    return characters.length < 2
      ? characters
      : characters.slice(1).map((character, index) => characters[index]! + character);
  });
}

/** `%` and `_` of a search are literal characters. */
export function likePattern(folded: string): string {
  return `%${folded.replaceAll(/[\\%_]/g, '\\$&')}%`;
}
