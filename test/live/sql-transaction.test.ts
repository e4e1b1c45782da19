/** A transaction in plain SQL: all of it or nothing, and no connection that is left in the middle of one. */
import type pg from 'pg';
import { expect, it } from 'vitest';
import { inSqlTransaction, type SqlTransaction } from '../../src/database/sql-transaction.ts';
import { usePavilion } from '../support/pavilion.ts';

const insert = (tx: SqlTransaction, tokenId: string) =>
  tx.$executeRaw`INSERT INTO "RevokedToken" ("id", "tokenId") VALUES (gen_random_uuid(), ${tokenId})`;

async function openPool() {
  const { pool } = (await usePavilion({ template: 'empty' })).database;
  const kept = async () =>
    (await pool.query('SELECT "tokenId" FROM "RevokedToken" ORDER BY 1')).rows.map(({ tokenId }) => tokenId);
  return { pool, kept };
}

it('commits what was done, and answers with what the work did', async () => {
  const { pool, kept } = await openPool();
  expect(await inSqlTransaction(pool, (tx) => insert(tx, 'a'))).toBe(1);
  expect(await kept()).toEqual(['a']);
});

it('leaves nothing of work that failed', async () => {
  const { pool, kept } = await openPool();
  const failing = inSqlTransaction(pool, async (tx) => {
    await insert(tx, 'a');
    throw new Error('after all');
  });
  await expect(failing).rejects.toThrow('after all');
  expect(await kept()).toEqual([]);
});

it('fails where a statement failed and the work went on as if it had not', async () => {
  const { pool, kept } = await openPool();
  const swallowing = inSqlTransaction(pool, async (tx) => {
    await insert(tx, 'a');
    await insert(tx, 'a').catch(() => {});
  });
  await expect(swallowing).rejects.toThrow('ended by ROLLBACK');
  expect(await kept()).toEqual([]);
});

it('gives a connection back that can be used, after one that was cut', async () => {
  const { pool, kept } = await openPool();
  const cutting = inSqlTransaction(pool, async (tx) => {
    await insert(tx, 'a');
    await tx.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`;
  });
  await expect(cutting).rejects.toThrow();
  for (let count = 0; count < 10; count++) await inSqlTransaction(pool, (tx) => insert(tx, `b${count}`));
  expect(await kept()).toHaveLength(10);
  expect(pool.waitingCount).toBe(0);
});

it('gives none back whose transaction could not be ended: somebody else would be in the middle of it', async () => {
  const released: unknown[] = [];
  // The driver throws away what was cut. A ROLLBACK that was not answered in time leaves a connection that looks well.
  const client = {
    async query(text: string) {
      if (text === 'ROLLBACK') throw new Error('Query read timeout');
      return { command: text };
    },
    release: (broken: unknown) => released.push(broken),
  };
  const pool = { connect: async () => client } as unknown as pg.Pool;
  const fail = () => Promise.reject(new Error('the work failed'));
  await expect(inSqlTransaction(pool, fail)).rejects.toThrow('the work failed');
  await inSqlTransaction(pool, async () => {});
  expect(released).toEqual([true, false]);
});
