import type { TestPavilion } from './pavilion.ts';

/** The SQL statements that the server sends while the work is done, outside of transactions. */
export async function statementsOf(
  { database }: TestPavilion,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const { pool } = database;
  const statements: string[] = [];
  const original = pool.query;
  pool.query = ((...parameters: Parameters<typeof original>) => {
    const [query] = parameters as unknown as [string | { text: string }];
    statements.push(typeof query === 'string' ? query : query.text);
    return original.apply(pool, parameters);
  }) as typeof original;
  try {
    await work();
    return statements;
  } finally {
    pool.query = original;
  }
}
