/** Prometheus metrics. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { collectDefaultMetrics, Histogram } from 'prom-client';
import type { AnnouncementStreams } from '../announcements/announcement-streams.ts';
import type { Database } from '../database/database.ts';
import type { Observer } from '../execution/executor.ts';
import type { RateLimits } from '../rate-limit/rate-limits.ts';
import { declareDatabaseMetrics } from './database-metrics.ts';
import { MetricRegistry } from './registry.ts';
import { declareStreamMetrics } from './stream-metrics.ts';

export interface MetricSources {
  streams: AnnouncementStreams;
  database: Database;
  limits: RateLimits;
  /** Null without Redis. */
  redis: { states: Iterable<readonly [use: string, works: boolean]> } | null;
  connections: () => { sockets: number; eventStreams: number; silentSockets: number };
  malformedNotifications: () => number;
  droppedLogLines: () => number;
}

const latencyBucketsS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export class Metrics {
  readonly #registry = new MetricRegistry();
  readonly #mutations: Histogram<'mutation' | 'outcome'>;

  constructor() {
    const { prometheus } = this.#registry;
    collectDefaultMetrics({ register: prometheus, prefix: 'pavilion_' });
    this.#mutations = new Histogram({
      name: 'pavilion_mutation_seconds',
      help: 'Duration of mutations, by outcome. Signing latency is mutation="signDeal".',
      labelNames: ['mutation', 'outcome'],
      buckets: latencyBucketsS,
      registers: [prometheus],
    });
  }

  readonly observe: Observer = ({ contextValue }, _result, durationMs) => {
    for (const { mutation, outcome } of contextValue.answering.mutations)
      this.#mutations.observe({ mutation, outcome }, durationMs / 1_000);
  };

  watch(sources: MetricSources): void {
    const { streams, database, limits, redis, connections, malformedNotifications, droppedLogLines } =
      sources;
    const registry = this.#registry;
    registry.gauge('pavilion_sockets', 'Open WebSockets.', () => connections().sockets);
    registry.gauge('pavilion_event_streams', 'Open event streams.', () => connections().eventStreams);
    registry.counter(
      'pavilion_silent_sockets_ended_total',
      'WebSockets ended because they answered no ping.',
      () => connections().silentSockets,
    );
    registry.counter(
      'pavilion_rate_limited_total',
      'Operations, sockets and event streams rejected by a limit of an address or a token.',
      () => limits.rejected,
    );
    registry.counter(
      'pavilion_log_lines_dropped_total',
      'Log lines that were dropped because the destination did not take them.',
      droppedLogLines,
    );
    if (redis)
      registry.labelledGauge(
        'pavilion_redis_up',
        '1 if Redis works for the use, else 0. Absent without Redis.',
        ['use'],
        () => [...redis.states].map(([use, works]) => [{ use }, works ? 1 : 0] as const),
      );
    declareStreamMetrics(registry, streams, malformedNotifications);
    declareDatabaseMetrics(registry, database);
  }

  async send(response: ServerResponse): Promise<void> {
    const { prometheus } = this.#registry;
    const page = await prometheus.metrics();
    response.writeHead(200, { 'content-type': prometheus.contentType });
    response.end(page);
  }
}

/** mayReadMetrics: the request contains the token of the metrics endpoint. */
export function mayReadMetrics(request: IncomingMessage, token: string | null): boolean {
  const sent = /^bearer +(\S.*)$/i.exec(request.headers.authorization?.trim() ?? '')?.[1];
  return token !== null && sent !== undefined && timingSafeEqual(digestOf(sent), digestOf(token));
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
