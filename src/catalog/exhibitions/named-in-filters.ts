/** Finds the exhibitions and industries that the filters of lists name. */
import { sql } from '../../database/sql.ts';
import { type NamedRow, namedByReference } from '../../graphql/named-row.ts';

/** The limit of codes in inputs. No longer text is looked for. */
const maxCodeCharacters = 80;

export function namedExhibition(value: string, argument: readonly string[]): NamedRow {
  return namedByReference('Exhibition', 'exhibition', value, argument);
}

export function namedIndustry(value: string, argument: readonly string[]): NamedRow {
  const id =
    value.length <= maxCodeCharacters
      ? sql`(SELECT named."id" FROM "Industry" AS named WHERE named."code" = ${value})`
      : sql`NULL::uuid`;
  return { id, noun: 'industry', value, argument };
}
