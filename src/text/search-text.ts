/**
 * Text search that works for Chinese and Korean as for English, from an index that every Postgres has:
 * a text is stored with its one- and two-character pieces, and a search looks for all pieces of its words.
 */
const maxGrams = 2_000;

/** Case and width are folded (Unicode NFKC), spaces are single. */
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

/** The pieces that a search needs to find: single characters only where a word has no more. */
export function gramsToFind(folded: string): string[] {
  return folded.split(' ').flatMap((word) => {
    const characters = [...word];
    return characters.length < 2
      ? characters
      : characters.slice(1).map((character, index) => characters[index]! + character);
  });
}

/** `%` and `_` mean themselves in a search. */
export function likePattern(folded: string): string {
  return `%${folded.replaceAll(/[\\%_]/g, '\\$&')}%`;
}
