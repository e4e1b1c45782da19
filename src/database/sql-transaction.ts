/** A transaction in plain SQL, through the driver: for verbs whose every statement is written out. */
import type pg from 'pg';
import { Prisma } from '../../prisma/generated/client/client.ts';
import { statementName } from './statement-name.ts';

/** Prisma's own transactions have this too: what takes it works in both. */
export type SqlTransaction = Pick<Prisma.TransactionClient, '$queryRaw' | '$executeRaw'>;

/**
 * Commits what `work` did, or nothing of it.
 *
 * @throws what failed. If COMMIT itself went without an answer, whether it was done is unknown.
 */
export async function inSqlTransaction<Result>(
  pool: pg.Pool,
  work: (tx: SqlTransaction) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('BEGIN');
    const result = await work(sqlTransaction(client));
    const { command } = await client.query('COMMIT');
    // To COMMIT what has failed is no error to Postgres.
    if (command !== 'COMMIT') throw new Error(`the transaction was ended by ${command}`);
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function sqlTransaction(client: pg.PoolClient): SqlTransaction {
  const run = (query: TemplateStringsArray | Prisma.Sql, values: unknown[]) => {
    const { text, values: bound } =
      query instanceof Prisma.Sql ? query : Prisma.sql(query, ...(values as never[]));
    const name = statementName({ sql: text });
    return client.query({ ...(name && { name }), text, values: bound as unknown[] });
  };
  return {
    $queryRaw: (async (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      (await run(query, values)).rows) as SqlTransaction['$queryRaw'],
    $executeRaw: (async (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      (await run(query, values)).rowCount ?? 0) as SqlTransaction['$executeRaw'],
  };
}
