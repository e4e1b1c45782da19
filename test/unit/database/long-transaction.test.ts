import { expect, it } from 'vitest';
import { inLongTransaction, type LongTransactionOptions } from '../../../src/database/long-transaction.ts';
import { sql } from '../../../src/database/sql.ts';

async function sent(options?: LongTransactionOptions) {
  const queries: unknown[] = [];
  const client = {
    query: async (query: string | { text: string }) => {
      queries.push(query);
      const text = typeof query === 'string' ? query : query.text;
      return { rows: [], command: text };
    },
    release: () => {},
  };
  const pool = { connect: async () => client } as never;
  const work = async ({ write }: { write: (statements: never[]) => Promise<void> }) => {
    await write([sql`SELECT 1` as never]);
    return true;
  };
  await inLongTransaction(pool, work, options);
  return queries;
}

it('keeps the timeouts of its pool', async () => {
  expect(await sent()).toEqual(['BEGIN', { text: 'SELECT 1', values: [] }, { text: 'COMMIT', values: [] }]);
});

it('replaces the timeouts of the server and of the client', async () => {
  expect(await sent({ statementTimeoutMs: 5_000 })).toEqual([
    'BEGIN',
    'SET LOCAL statement_timeout = 5000; SET LOCAL lock_timeout = 5000',
    { text: 'SELECT 1', values: [], query_timeout: 5_000 },
    { text: 'COMMIT', values: [], query_timeout: 5_000 },
  ]);
});
