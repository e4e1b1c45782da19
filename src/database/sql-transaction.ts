/**
 * A transaction in plain SQL, through the driver, in two flights of statements: what is locked and read, sent with
 * BEGIN, and what is written, sent with COMMIT. Within a flight no statement waits for the answer to another, so a
 * busy process keeps nobody's locks for longer than Postgres needs.
 */
import type { Writable } from 'node:stream';
import type pg from 'pg';
import { Prisma } from '../../prisma/generated/client/client.ts';
import type { Sql } from './sql.ts';
import { statementName } from './statement-name.ts';

/**
 * Prisma's own transactions have this too: what takes it works in both. In one of the driver's, a statement is on its
 * way when it is called; those that follow it need not wait.
 */
export type SqlTransaction = Pick<Prisma.TransactionClient, '$queryRaw' | '$executeRaw'>;

export interface Prepared<Value> {
  value: Value;
  /** All that is left to do, so that it can be sent in one go; if one statement fails, all of them have. */
  statements: readonly Sql[];
}

export interface Committed<Value> {
  value: Value;
  /** What each statement answered. */
  rows: object[][];
}

/**
 * Commits what `prepare` asks to be written, or nothing of it.
 *
 * @throws what failed. If COMMIT itself went without an answer, whether it was done is unknown.
 */
export async function inSqlTransaction<Value>(
  pool: pg.Pool,
  prepare: (tx: SqlTransaction) => Promise<Prepared<Value>>,
): Promise<Committed<Value>> {
  const client = await pool.connect();
  let broken = false;
  try {
    const [, { value, statements }] = await inOneWrite(client, () =>
      Promise.all([client.query('BEGIN'), prepare(sqlTransaction(client))]),
    );
    const [answers, { command }] = await inOneWrite(client, () =>
      Promise.all([
        Promise.all(statements.map((statement) => run(client, statement))),
        client.query('COMMIT'),
      ]),
    );
    // To COMMIT what has failed is no error to Postgres.
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

/** What it sends at once leaves together: pg by itself makes a system call of each statement. */
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
  const name = statementName({ sql: text });
  return client.query({ ...(name && { name }), text, values: values as unknown[] });
}

function sqlTransaction(client: pg.PoolClient): SqlTransaction {
  const ask = (query: TemplateStringsArray | Sql, values: unknown[]) =>
    run(client, query instanceof Prisma.Sql ? query : Prisma.sql(query, ...(values as never[])));
  return {
    $queryRaw: (async (query: TemplateStringsArray | Sql, ...values: unknown[]) =>
      (await ask(query, values)).rows) as SqlTransaction['$queryRaw'],
    $executeRaw: (async (query: TemplateStringsArray | Sql, ...values: unknown[]) =>
      (await ask(query, values)).rowCount ?? 0) as SqlTransaction['$executeRaw'],
  };
}
