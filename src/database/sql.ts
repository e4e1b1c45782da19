/** Plain SQL with Prisma's `sql` template tag: values are always sent as parameters. */
import type { Pool } from 'pg';
import { Prisma } from '../../prisma/generated/client/client.ts';
import type { ReadQueue } from './read-queue.ts';

export type Sql = Prisma.Sql;
export const { sql, join: joinSql, raw: rawSql } = Prisma;

export function allOf(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`true` : joinSql([...conditions], ' AND ');
}

/** The part of a Database that reads need. */
export interface ReadDatabase {
  pool: Pick<Pool, 'query'>;
  reads: ReadQueue;
}

/** Reads for an operation. */
export async function querySql<Row extends object>(
  { pool, reads }: ReadDatabase,
  { text, values }: Sql,
): Promise<Row[]> {
  const { rows } = await reads.run(() => pool.query({ text, values: values as unknown[] }));
  return rows;
}
