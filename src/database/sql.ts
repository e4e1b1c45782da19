/** Plain SQL through the driver: for reads that need few columns, at a fraction of what an ORM query costs. */
import { Prisma } from '../../prisma/generated/client/client.ts';
import type { Database } from './database.ts';
import { statementName } from './statement-name.ts';

export type Sql = Prisma.Sql;
export const { sql, join: joinSql, raw: rawSql } = Prisma;

export function allOf(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`true` : joinSql([...conditions], ' AND ');
}

export async function querySql<Row extends object>(
  { pool }: Pick<Database, 'pool'>,
  { text, values }: Sql,
): Promise<Row[]> {
  const name = statementName({ sql: text });
  const { rows } = await pool.query({ ...(name && { name }), text, values: values as unknown[] });
  return rows;
}
