/** A transaction in plain SQL: it commits completely or not at all, and leaves no connection inside a transaction. */
import { PassThrough } from 'node:stream';
import type pg from 'pg';
import { expect, it } from 'vitest';
import { type Sql, sql } from '../../src/database/sql.ts';
import { inSqlTransaction, type ReadRows } from '../../src/database/sql-transaction.ts';
import { usePavilion } from '../support/pavilion.ts';

const insert = (tokenId: string): Sql =>
  sql`INSERT INTO "RevokedToken" ("id", "tokenId") VALUES (gen_random_uuid(), ${tokenId}) RETURNING "tokenId"`;

async function openPool() {
  const { pool } = (await usePavilion({ template: 'empty' })).database;
  const kept = async () =>
    (await pool.query('SELECT "tokenId" FROM "RevokedToken" ORDER BY 1')).rows.map(({ tokenId }) => tokenId);
  const transact = (
    statements: Sql[],
    prepare: (read: ReadRows) => Promise<unknown> = async () => undefined,
  ) => inSqlTransaction(pool, async (read) => ({ value: await prepare(read), statements }));
  return { pool, kept, transact };
}

it('commits the writes and returns the rows of reads and writes', async () => {
  const { transact, kept } = await openPool();
  const one = async (read: ReadRows) => (await read<{ one: number }>(sql`SELECT 1 AS one`))[0]!.one;
  expect(await transact([insert('a'), insert('b')], one)).toEqual({
    value: 1,
    rows: [[{ tokenId: 'a' }], [{ tokenId: 'b' }]],
  });
  expect(await kept()).toEqual(['a', 'b']);
});

it('writes nothing if the work throws', async () => {
  const { transact, kept } = await openPool();
  const refuse = async (read: ReadRows) => {
    await read(insert('a'));
    throw new Error('after all');
  };
  await expect(transact([insert('b')], refuse)).rejects.toThrow('after all');
  expect(await kept()).toEqual([]);
});

it('rolls back if any statement fails', async () => {
  const { transact, kept } = await openPool();
  await expect(transact([insert('a'), insert('a')])).rejects.toThrow('duplicate key');
  await expect(transact([insert('b'), sql`SELECT 1/0`, insert('c')])).rejects.toThrow('division by zero');
  expect(await kept()).toEqual([]);
});

it('fails if a statement failed and the work ignored it', async () => {
  const { transact, kept } = await openPool();
  const swallow = (read: ReadRows) => read(sql`SELECT 1/0`).catch(() => {});
  await expect(transact([insert('a')], swallow)).rejects.toThrow('aborted');
  await expect(transact([], swallow)).rejects.toThrow('ended by ROLLBACK');
  expect(await kept()).toEqual([]);
});

it('sends its statements, COMMIT included, without waiting for responses', async () => {
  const { pool } = await openPool();
  const client = await pool.connect();
  const log: string[] = [];
  const query = client.query.bind(client) as (...parameters: unknown[]) => Promise<unknown>;
  const watched = {
    query(...parameters: [string | { text: string }, ...unknown[]]) {
      const [first] = parameters;
      const text = (typeof first === 'string' ? first : first.text).trim().split(' ')[0];
      log.push(`${text}`);
      return query(...parameters).finally(() => log.push(`${text} answered`));
    },
    release() {},
    connection: { stream: new PassThrough() },
  } as unknown as pg.PoolClient;
  await inSqlTransaction({ connect: async () => watched } as unknown as pg.Pool, async (read) => {
    await Promise.all([read(sql`SELECT 1`), read(sql`SELECT 2`)]);
    return { value: null, statements: [insert('a'), insert('b')] };
  });
  client.release();
  const answered = (...texts: string[]) => [...texts, ...texts.map((text) => `${text} answered`)];
  expect(log).toEqual([...answered('BEGIN', 'SELECT', 'SELECT'), ...answered('INSERT', 'INSERT', 'COMMIT')]);
});

it('returns a usable connection after one was cut', async () => {
  const { pool, kept, transact } = await openPool();
  const cut = (read: ReadRows) => read(sql`SELECT pg_terminate_backend(pg_backend_pid())`);
  await expect(transact([insert('a')], cut)).rejects.toThrow();
  for (let count = 0; count < 10; count++) await transact([insert(`b${count}`)]);
  expect(await kept()).toHaveLength(10);
  expect(pool.waitingCount).toBe(0);
});

it('discards a connection whose transaction could not be ended', async () => {
  const released: unknown[] = [];
  // The driver throws away what was cut. A ROLLBACK that was not answered in time leaves a connection that looks well.
  const client = {
    async query(text: string) {
      if (text === 'ROLLBACK') throw new Error('Query read timeout');
      return { command: text };
    },
    release: (broken: unknown) => released.push(broken),
    connection: { stream: new PassThrough() },
  };
  const pool = { connect: async () => client } as unknown as pg.Pool;
  const fail = () => Promise.reject(new Error('the work failed'));
  await expect(inSqlTransaction(pool, fail)).rejects.toThrow('the work failed');
  await inSqlTransaction(pool, async () => ({ value: null, statements: [] }));
  expect(released).toEqual([true, false]);
});
