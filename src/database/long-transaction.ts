/**
 * A transaction of many steps, for an import: a step that fails is undone by itself, and the end decides whether all of
 * it is committed. It holds its locks for as long as it takes.
 */
import type pg from 'pg';
import type { Sql } from './sql.ts';
import type { ReadRows } from './sql-transaction.ts';

export interface LongTransaction {
  read: ReadRows;
  /** Sends the statements together. Rejects with the first error; the step has then to be undone. */
  write(statements: readonly Sql[]): Promise<void>;
  /** Undoes what `work` wrote, and releases its locks, if it throws. */
  step<Value>(work: () => Promise<Value>): Promise<Value>;
}

export interface LongTransactionOptions {
  /** Replaces the timeouts of the pool, which are for requests: of the server and of the client, in milliseconds. */
  statementTimeoutMs?: number;
}

/** inLongTransaction commits if `work` returns true, and rolls back if it returns false or throws. */
export async function inLongTransaction(
  pool: Pick<pg.Pool, 'connect'>,
  work: (transaction: LongTransaction) => Promise<boolean>,
  { statementTimeoutMs }: LongTransactionOptions = {},
): Promise<void> {
  const client = await pool.connect();
  let broken = false;
  const patience = statementTimeoutMs === undefined ? {} : { query_timeout: statementTimeoutMs };
  const send = (text: string, values: unknown[] = []) => client.query({ text, values, ...patience });
  const read: ReadRows = async ({ text, values }) => (await send(text, values as unknown[])).rows;
  try {
    await client.query('BEGIN');
    if (statementTimeoutMs !== undefined)
      await client.query(
        `SET LOCAL statement_timeout = ${statementTimeoutMs}; SET LOCAL lock_timeout = ${statementTimeoutMs}`,
      );
    const isKept = await work({
      read,
      async write(statements) {
        const settled = await Promise.allSettled(statements.map((statement) => read(statement)));
        const failed = settled.find((each) => each.status === 'rejected');
        if (failed) throw failed.reason;
      },
      async step(part) {
        await client.query('SAVEPOINT step');
        try {
          const value = await part();
          await client.query('RELEASE SAVEPOINT step');
          return value;
        } catch (error) {
          await client.query('ROLLBACK TO SAVEPOINT step; RELEASE SAVEPOINT step');
          throw error;
        }
      },
    });
    const { command } = await send(isKept ? 'COMMIT' : 'ROLLBACK');
    // Postgres answers COMMIT of a failed transaction with ROLLBACK, not with an error.
    if (isKept && command !== 'COMMIT') throw new Error(`the transaction was ended by ${command}`);
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
