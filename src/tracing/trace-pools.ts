import type { Pools } from '../database/database.ts';
import type { Tracing } from './tracing.ts';

type Pool = Pools['pool'];
type Query = (...parameters: unknown[]) => unknown;

/**
 * tracePools gives a span to each statement of a request. Statements of the server itself, such as polls, have none. Without
 * tracing the pools stay as they are. Values are not recorded, and of the text only the verb and the first table.
 */
export function tracePools(tracing: Tracing | null, { pool, writePool, streamPool }: Pools): void {
  if (!tracing) return;
  for (const each of new Set([pool, writePool, streamPool])) tracePool(tracing, each);
}

function tracePool(tracing: Tracing, pool: Pool): void {
  const query = pool.query.bind(pool) as Query;
  pool.query = traced(tracing, query) as typeof pool.query;
  const connect = pool.connect.bind(pool) as (callback?: unknown) => unknown;
  // With a callback it is `query` of the pool that connects, and has a span.
  pool.connect = ((callback?: unknown) => {
    if (callback || !tracing.isActive) return connect(callback);
    return (connect() as Promise<object & { query: unknown }>).then((client) =>
      // For this use alone: the connection itself stays as it is for the next one.
      Object.create(client, { query: { value: traced(tracing, (client.query as Query).bind(client)) } }),
    );
  }) as typeof pool.connect;
}

function traced(tracing: Tracing, query: Query): Query {
  return (...parameters) => {
    // With a callback, of another library: its end cannot be seen.
    if (!tracing.isActive || parameters.some((each) => typeof each === 'function'))
      return query(...parameters);
    const [statement] = parameters;
    const text = typeof statement === 'string' ? statement : (statement as { text?: string }).text;
    const summary = summaryOf(text ?? '');
    const attributes = { 'db.system.name': 'postgresql', 'db.query.summary': summary };
    return tracing.run(summary, { kind: 'client', attributes }, () => query(...parameters));
  };
}

/** Such as `UPDATE Deal`. */
export function summaryOf(text: string): string {
  const verb = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? 'SQL';
  const table = /\b(?:FROM|INTO|UPDATE|JOIN)\s+"(\w+)"/i.exec(text)?.[1];
  return table ? `${verb} ${table}` : verb;
}
