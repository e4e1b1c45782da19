import { allOf, type Sql, sql } from '../database/sql.ts';
import { foldText, gramsToFind, likePattern } from '../text/search-text.ts';
import { badUserInput } from './query-errors.ts';

const maxSearchCharacters = 100;
/** A text of this many times the characters may be short enough once it is composed. */
const maxDecomposition = 4;

/**
 * textCondition selects rows whose search text contains all words. The index finds rows with all n-grams, and the
 * patterns exclude false matches.
 */
export function textCondition(given: string, argument: string[]): Sql {
  const isShort = given.length <= maxDecomposition * maxSearchCharacters;
  const search = isShort ? given.normalize('NFC') : given;
  if (search.length > maxSearchCharacters || search.includes('\0') || !search.isWellFormed()) {
    throw badUserInput(`text must be at most ${maxSearchCharacters} printable characters.`, argument);
  }
  // A word that occurs again excludes no further row.
  const words = [
    ...new Set(
      foldText(search)
        .split(/[\s|]+/)
        .filter(Boolean),
    ),
  ];
  if (words.length === 0) return sql`true`;
  const grams = [...new Set(words.flatMap(gramsToFind))];
  return allOf([
    sql`item."searchGrams" @> ${grams}::text[]`,
    ...words.map((word) => sql`item."searchText" LIKE ${likePattern(word)}`),
  ]);
}
