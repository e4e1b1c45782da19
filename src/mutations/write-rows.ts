/**
 * INSERT and UPDATE of rows with one parameter: the rows as JSON. Postgres converts each value to the type of its
 * column. So one statement text works for any number of rows, and localized texts, arrays, decimals and dates need no
 * casts.
 */
import type { ModelName, RowOf } from '../database/models.ts';
import { joinSql, rawSql, type Sql, sql } from '../database/sql.ts';

/**
 * Columns of a table. Values are sent as JSON.stringify writes them: a Date as its ISO text, an amount as its string.
 */
export type Columns<Table extends ModelName> = { [Column in keyof RowOf<Table>]?: unknown };

/** insertRows returns no statement for no rows. All rows must have the columns of the first row. */
export function insertRows<Table extends ModelName>(table: Table, rows: readonly Columns<Table>[]): Sql[] {
  const [first] = rows;
  if (!first) return [];
  const columns = Object.keys(first).map((column) => rawSql(`"${column}"`));
  return [
    sql`INSERT INTO ${rawSql(`"${table}"`)} (${joinSql(columns)})
        SELECT ${joinSql(columns)} FROM jsonb_populate_recordset(NULL::${rawSql(`"${table}"`)}, ${JSON.stringify(rows)}::jsonb)`,
  ];
}

export function updateRow<Table extends ModelName>(table: Table, id: string, columns: Columns<Table>): Sql[] {
  return updateRows(table, [{ ...columns, id }]);
}

/** updateRows returns no statement for no rows. Each row has its id and the columns of the first row. */
export function updateRows<Table extends ModelName>(
  table: Table,
  rows: readonly (Columns<Table> & { id: string })[],
): Sql[] {
  const [first] = rows;
  if (!first) return [];
  const assignments = Object.keys(first)
    .filter((name) => name !== 'id')
    .map((name) => rawSql(`"${name}" = given."${name}"`));
  return [
    sql`UPDATE ${rawSql(`"${table}"`)} AS item SET ${joinSql(assignments)}
        FROM jsonb_populate_recordset(NULL::${rawSql(`"${table}"`)}, ${JSON.stringify(rows)}::jsonb) AS given
        WHERE item."id" = given."id"`,
  ];
}
