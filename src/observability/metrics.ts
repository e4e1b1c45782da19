/** Prometheus metrics. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Counter, collectDefaultMetrics, Histogram } from 'prom-client';
import type { AnnouncementStreams } from '../announcements/announcement-streams.ts';
import type { CompiledDocuments } from '../compiled/compiled-documents.ts';
import type { Database } from '../database/database.ts';
import type { CodedError } from '../errors/coded-error.ts';
import { errorTable } from '../errors/error-table.ts';
import type { Observer } from '../execution/executor.ts';
import type { ResponseCache } from '../execution/response-cache.ts';
import type { DeskPresence } from '../presence/desk-presence.ts';
import type { RateLimits } from '../rate-limit/rate-limits.ts';
import { readBuildInfo } from './build-info.ts';
import { declareDatabaseMetrics } from './database-metrics.ts';
import { MetricRegistry } from './registry.ts';
import { declareStreamMetrics } from './stream-metrics.ts';

export interface MetricSources {
  streams: AnnouncementStreams;
  database: Database;
  limits: RateLimits;
  responseCache: Pick<ResponseCache, 'counts' | 'bytes'>;
  compiled: Pick<CompiledDocuments, 'counts' | 'bytes'>;
  deskPresence: Pick<DeskPresence, 'counts'>;
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
  readonly #operations: Histogram<'type'>;
  readonly #deliveries: Histogram;
  readonly #errors: Counter<'code'>;

  constructor() {
    const registry = this.#registry;
    const { prometheus } = registry;
    const { version, node } = readBuildInfo();
    // With the names that every Node process has: process_cpu_seconds_total, nodejs_eventloop_lag_seconds.
    collectDefaultMetrics({ register: prometheus });
    this.#mutations = new Histogram({
      name: 'pavilion_mutation_seconds',
      help: 'Duration of mutations, by outcome. Signing latency is mutation="signDeal".',
      labelNames: ['mutation', 'outcome'],
      buckets: latencyBucketsS,
      registers: [prometheus],
    });
    this.#operations = new Histogram({
      name: 'pavilion_operation_seconds',
      help: 'Duration of executed operations by type. Answers from the response cache are not executed.',
      labelNames: ['type'],
      buckets: latencyBucketsS,
      registers: [prometheus],
    });
    this.#deliveries = new Histogram({
      name: 'pavilion_press_to_socket_seconds',
      help: 'From the beginning of a mutation on this server until an audience of this server has its announcement on its sockets.',
      buckets: latencyBucketsS,
      registers: [prometheus],
    });
    this.#errors = new Counter({
      name: 'pavilion_errors_total',
      help: 'Errors in results and of refused requests, by code. Typed errors of mutations are outcomes of pavilion_mutation_seconds.',
      labelNames: ['code'],
      registers: [prometheus],
    });
    for (const code of Object.keys(errorTable)) this.#errors.inc({ code }, 0);
    for (const type of ['query', 'mutation']) this.#operations.zero({ type });
    registry.labelledGauge(
      'pavilion_build_info',
      'Version of Pavilion and of Node.',
      ['version', 'node'],
      () => [[{ version, node }, 1]],
    );
  }

  readonly observe: Observer = ({ type, contextValue }, _result, durationMs) => {
    this.#operations.observe({ type }, durationMs / 1_000);
    for (const { mutation, outcome } of contextValue.answering.mutations)
      this.#mutations.observe({ mutation, outcome }, durationMs / 1_000);
  };

  readonly observeDelivery = (durationMs: number): void => {
    this.#deliveries.observe(durationMs / 1_000);
  };

  /** Counts each error that is shown to a client. */
  countErrors(maskError: (error: unknown) => CodedError): (error: unknown) => CodedError {
    return (error) => {
      const masked = maskError(error);
      this.#errors.inc({ code: masked.code });
      return masked;
    };
  }

  watch(sources: MetricSources): void {
    const {
      streams,
      database,
      limits,
      redis,
      responseCache,
      compiled,
      deskPresence,
      connections,
      malformedNotifications,
      droppedLogLines,
    } = sources;
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
    registry.labelledCounter(
      'pavilion_response_cache_answers_total',
      'Answers to repeated queries: `hit` was stored or made for another request, `miss` was executed.',
      ['result'],
      () => Object.entries(responseCache.counts).map(([result, count]) => [{ result }, count] as const),
    );
    registry.gauge(
      'pavilion_response_cache_bytes',
      'Memory of the response cache.',
      () => responseCache.bytes,
    );
    registry.labelledCounter(
      'pavilion_query_executions_total',
      'Executions of queries: `compiled` by SQL alone, `planned` by SQL and resolvers, `plain` by graphql-js.',
      ['by'],
      () => Object.entries(compiled.counts).map(([by, count]) => [{ by }, count] as const),
    );
    registry.gauge(
      'pavilion_compiled_query_bytes',
      'Memory of the plans of compiled queries.',
      () => compiled.bytes,
    );
    registry.labelledGauge(
      'pavilion_presence',
      'Operators at desks, and screens that report what they show, connected to this server.',
      ['kind'],
      () => Object.entries(deskPresence.counts).map(([kind, count]) => [{ kind }, count] as const),
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
