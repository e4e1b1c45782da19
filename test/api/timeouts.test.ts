/** Every statement and every operation has a timeout. Timeouts of HTTP requests are tested in test/hostile. */
import { expect, it } from 'vitest';
import { send } from '../support/http-client.ts';
import { usePavilion } from '../support/pavilion.ts';

it('limits every statement, lock wait and idle transaction in Postgres itself', async () => {
  const { database } = await usePavilion({ template: 'empty' });
  for (const [pool, statementMs] of [
    [database.pool, 3_000],
    [database.writePool, 6_000],
    [database.streamPool, 6_000],
  ] as const) {
    const { rows } = await pool.query(
      `SELECT name, setting::int AS ms FROM pg_settings
       WHERE name IN ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') ORDER BY name`,
    );
    expect(rows).toEqual([
      { name: 'idle_in_transaction_session_timeout', ms: 10_000 },
      { name: 'lock_timeout', ms: 5_000 },
      { name: 'statement_timeout', ms: statementMs },
    ]);
  }
});

it('answers an operation that exceeds its timeout with UNAVAILABLE, to be retried, and logs it', async () => {
  const pavilion = await usePavilion({ template: 'empty', environment: { OPERATION_TIMEOUT_MS: '1000' } });
  const { pool } = pavilion.database;
  const original = pool.query;
  pool.query = (() => new Promise(() => {})) as never;
  const answer = await send(pavilion.url, '{ deals { totalCount } }').finally(() => {
    pool.query = original;
  });
  expect(answer.status).toBe(503);
  expect(answer.errors?.[0]?.extensions?.code).toBe('UNAVAILABLE');
  expect(answer.headers.get('retry-after')).toBe('1');
  const requestId = answer.errors?.[0]?.extensions?.requestId;
  expect(pavilion.log.find((line) => line.requestId === requestId)?.msg).toContain('unavailable');
  expect((await send(pavilion.url, '{ deals { totalCount } }')).data).toEqual({ deals: { totalCount: 0 } });
});
