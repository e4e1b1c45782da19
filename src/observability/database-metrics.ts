import type { Database } from '../database/database.ts';
import type { MetricRegistry } from './registry.ts';

export function declareDatabaseMetrics(
  registry: MetricRegistry,
  { pool, streamPool, prismaFallbacks }: Database,
): void {
  registry.labelledGauge(
    'pavilion_database_connections',
    'Database connections by pool and state. `waited_for` is the number of requests that wait for a connection.',
    ['pool', 'state'],
    () =>
      Object.entries({ main: pool, stream: streamPool }).flatMap(([name, each]) => [
        [{ pool: name, state: 'idle' }, each.idleCount] as const,
        [{ pool: name, state: 'busy' }, each.totalCount - each.idleCount] as const,
        [{ pool: name, state: 'waited_for' }, each.waitingCount] as const,
      ]),
  );
  registry.labelledCounter(
    'pavilion_prisma_fallbacks_total',
    'Reads that Prisma’s engine executed because the row reader does not support them.',
    ['model', 'reason'],
    () => [...prismaFallbacks.counts].map(({ model, reason, count }) => [{ model, reason }, count] as const),
  );
}
