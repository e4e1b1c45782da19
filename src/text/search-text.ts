/**
 * Text search for Chinese and Korean as for English, with an index that every Postgres has: a text is stored with its
 * grams (its characters and pairs of characters), and a search looks for all grams of its words.
 */

/** Grams beyond it are not indexed: a search does not find them. */
const maxGrams = 2_000;

/** Removes differences of case and width (Unicode NFKC) and makes each run of spaces one space. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

export function searchColumns(texts: readonly string[]): { searchText: string; searchGrams: string[] } {
  const searchText = foldText([...new Set(texts)].join(' | '));
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

/** The grams that a text must have to contain the words: pairs, and single characters of one-character words. */
export function gramsToFind(folded: string): string[] {
  return folded.split(' ').flatMap((word) => {
    const characters = [...word];
    return characters.length < 2
      ? characters
      : characters.slice(1).map((character, index) => characters[index]! + character);
  });
}

/** In a search, `%` and `_` stand for themselves. */
export function likePattern(folded: string): string {
  return `%${folded.replaceAll(/[\\%_]/g, '\\$&')}%`;
}
