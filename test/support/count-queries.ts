import type pg from 'pg';
import type { TestPavilion } from './pavilion.ts';

/**
 * The SQL statements that the server sends over its pool while the work is done, those of transactions included.
 * They are taken where they enter the driver, so each path to the database is seen. The stream's own pool is not.
 */
export async function statementsOf(
  { database }: Pick<TestPavilion, 'database'>,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const pools = new Set([database.pool, database.writePool]);
  const statements: string[] = [];
  const originals = new Map<pg.PoolClient, pg.PoolClient['query']>();
  const watch = (client: pg.PoolClient) => {
    if (originals.has(client)) return;
    const original = client.query;
    originals.set(client, original);
    client.query = ((...parameters: unknown[]) => {
      const [query] = parameters as [string | { text: string }];
      statements.push(typeof query === 'string' ? query : query.text);
      return (original as (...parameters: unknown[]) => unknown).apply(client, parameters);
    }) as typeof original;
  };
  for (const pool of pools) pool.on('acquire', watch);
  try {
    await work();
    return statements;
  } finally {
    for (const pool of pools) pool.off('acquire', watch);
    for (const [client, original] of originals) client.query = original;
  }
}
