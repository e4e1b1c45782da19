/**
 * A transaction in plain SQL in two round trips: BEGIN with the statements that lock and read, then the statements that
 * write, with COMMIT. The statements of a round trip are sent together, so that a busy event loop does not keep locks
 * between them.
 */
import type { Writable } from 'node:stream';
import type pg from 'pg';
import type { Sql } from './sql.ts';

/** Sends a statement without waiting for earlier ones and resolves to its rows. Statements run in the order of calls. */
export type ReadRows = <Row extends object>(statement: Sql) => Promise<Row[]>;

export interface Prepared<Value> {
  value: Value;
  /** They are sent together with COMMIT. If one fails, the transaction is rolled back. */
  statements: readonly Sql[];
}

export interface Committed<Value> {
  value: Value;
  /** The rows that each statement returned. */
  rows: object[][];
}

/**
 * inSqlTransaction commits all statements that `prepare` returns, or none of them.
 *
 * @throws the first error. If the answer to COMMIT is lost, the outcome is unknown.
 */
export async function inSqlTransaction<Value>(
  pool: pg.Pool,
  prepare: (read: ReadRows) => Promise<Prepared<Value>>,
): Promise<Committed<Value>> {
  const client = await pool.connect();
  let broken = false;
  try {
    const read: ReadRows = async (statement) => (await run(client, statement)).rows;
    const [, { value, statements }] = await inOneWrite(client, () =>
      Promise.all([client.query('BEGIN'), prepare(read)]),
    );
    const [answers, { command }] = await inOneWrite(client, () =>
      Promise.all([
        Promise.all(statements.map((statement) => run(client, statement))),
        client.query('COMMIT'),
      ]),
    );
    // Postgres answers COMMIT of a failed transaction with ROLLBACK, not with an error.
    if (command !== 'COMMIT') throw new Error(`the transaction was ended by ${command}`);
    return { value, rows: answers.map(({ rows }) => rows) };
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Writes everything that `send` sends in one system call. By itself pg makes one call per statement. */
function inOneWrite<T>(client: pg.PoolClient, send: () => T): T {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  try {
    return send();
  } finally {
    stream.uncork();
  }
}

function run(client: pg.PoolClient, { text, values }: Sql): Promise<pg.QueryResult> {
  return client.query({ text, values: values as unknown[] });
}
