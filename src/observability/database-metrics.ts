import type { Database } from '../database/database.ts';
import type { MetricRegistry } from './registry.ts';

export function declareDatabaseMetrics(
  registry: MetricRegistry,
  { pool, writePool, streamPool, reads, prismaFallbacks }: Database,
): void {
  registry.labelledGauge(
    'pavilion_database_connections',
    'Database connections by pool and state. `waited_for` is the number of requests that wait for a connection.',
    ['pool', 'state'],
    () =>
      Object.entries({ read: pool, write: writePool, stream: streamPool }).flatMap(([name, each]) => [
        [{ pool: name, state: 'idle' }, each.idleCount] as const,
        [{ pool: name, state: 'busy' }, each.totalCount - each.idleCount] as const,
        [{ pool: name, state: 'waited_for' }, each.waitingCount] as const,
      ]),
  );
  registry.gauge(
    'pavilion_reads_waiting',
    'Read statements that wait for a connection.',
    () => reads.waiting,
  );
  registry.labelledCounter(
    'pavilion_reads_rejected_total',
    'Read statements that were rejected because too many others waited, by caller.',
    ['caller'],
    () => Object.entries(reads.rejected).map(([caller, count]) => [{ caller }, count] as const),
  );
  registry.labelledCounter(
    'pavilion_prisma_fallbacks_total',
    'Reads that Prisma’s engine executed because the row reader does not support them.',
    ['model', 'reason'],
    () => [...prismaFallbacks.counts].map(({ model, reason, count }) => [{ model, reason }, count] as const),
  );
}
