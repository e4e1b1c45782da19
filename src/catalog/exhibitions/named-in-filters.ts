/** Finds the exhibitions and industries that the filters of lists name. */
import { sql } from '../../database/sql.ts';
import { type NamedRow, namedByReference } from '../../graphql/named-row.ts';

export function namedExhibition(value: string, argument: readonly string[]): NamedRow {
  return namedByReference('Exhibition', 'exhibition', value, argument);
}

export function namedIndustry(value: string, argument: readonly string[]): NamedRow {
  const id = sql`(SELECT named."id" FROM "Industry" AS named WHERE named."code" = ${value})`;
  return { id, noun: 'industry', value, argument };
}
