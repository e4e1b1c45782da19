/** Plain SQL with Prisma's `sql` template tag: values are always sent as parameters. */
import { Prisma } from '../../prisma/generated/client/client.ts';
import type { Database } from './database.ts';

export type Sql = Prisma.Sql;
export const { sql, join: joinSql, raw: rawSql } = Prisma;

export function allOf(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`true` : joinSql([...conditions], ' AND ');
}

export async function querySql<Row extends object>(
  { pool }: Pick<Database, 'pool'>,
  { text, values }: Sql,
): Promise<Row[]> {
  const { rows } = await pool.query({ text, values: values as unknown[] });
  return rows;
}
