/**
 * Reads everything of an export as it was at one moment, while others go on writing: a read-only transaction with the
 * isolation REPEATABLE READ. It takes no locks of rows.
 */
import type pg from 'pg';
import type { ReadRows } from './sql-transaction.ts';

export interface Snapshot {
  read: ReadRows;
  /** The rows of a query without parameters, in batches, so that their number needs no memory. */
  scan<Row extends object>(query: string): AsyncGenerator<Row>;
}

const rowsPerBatch = 200;

export async function inSnapshot<Value>(
  pool: pg.Pool,
  work: (snapshot: Snapshot) => Promise<Value>,
): Promise<Value> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await work({
      read: async ({ text, values }) => (await client.query({ text, values: values as unknown[] })).rows,
      async *scan<Row extends object>(query: string): AsyncGenerator<Row> {
        await client.query(`DECLARE exported NO SCROLL CURSOR FOR ${query}`);
        for (;;) {
          const { rows } = await client.query<Row>(`FETCH ${rowsPerBatch} FROM exported`);
          yield* rows;
          if (rows.length < rowsPerBatch) break;
        }
        await client.query('CLOSE exported');
      },
    });
  } finally {
    await client.query('ROLLBACK').catch(() => {
      broken = true;
    });
    client.release(broken);
  }
}
