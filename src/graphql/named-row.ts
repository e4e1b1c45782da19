/**
 * Rows that the arguments of a list name. An unknown row is an error, because an empty list would hide a typing
 * mistake.
 */
import { querySql, rawSql, type Sql, sql } from '../database/sql.ts';
import type { Context } from './context.ts';
import { badUserInput } from './query-errors.ts';
import { decodeReference, isReferenced, type ReferencedType } from './reference.ts';

const maxQuotedCharacters = 100;

export interface NamedRow {
  /** A scalar subquery. Null if the row does not exist or the caller may not see it. */
  id: Sql;
  noun: string;
  value: string;
  argument: readonly string[];
}

export function namedByReference(
  typename: ReferencedType,
  noun: string,
  value: string,
  argument: readonly string[],
): NamedRow {
  const reference = decodeReference(typename, value);
  const id = reference
    ? sql`(SELECT named."id" FROM ${rawSql(`"${typename}"`)} AS named WHERE ${isReferenced('named', reference)})`
    : sql`NULL::uuid`;
  return { id, noun, value, argument };
}

/**
 * requireNamed throws BAD_USER_INPUT if a named row does not exist. It is called only for an empty list, so other
 * lists cost no extra statement.
 */
export async function requireNamed(context: Context, named: readonly NamedRow[]): Promise<void> {
  for (const { id, noun, value, argument } of named) {
    const exists = await context.loaders.load(`named ${noun} ${value}`, '', async () => {
      const [row] = await querySql<{ exists: boolean }>(
        context.database,
        sql`SELECT ${id} IS NOT NULL AS exists`,
      );
      return [row!.exists];
    });
    if (!exists) throw badUserInput(`There is no ${noun} ${quoted(value)}.`, [...argument]);
  }
}

/** Each field of an operation may name the same long value. */
function quoted(value: string): string {
  return value.length <= maxQuotedCharacters
    ? JSON.stringify(value)
    : `${JSON.stringify(value.slice(0, maxQuotedCharacters))} …`;
}
