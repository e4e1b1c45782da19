/**
 * Prometheus metrics, for the engineer on duty. The parts that work keep plain counters; this file knows
 * Prometheus and reads them when it is asked, so that counting costs the ceremony nothing.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { AnnouncementStreams } from '../announcements/announcement-streams.ts';
import type { Database } from '../database/database.ts';
import type { Observer } from '../execution/executor.ts';
import { outcomesOf } from '../execution/mutation-outcomes.ts';
import type { RateLimits } from '../rate-limit/rate-limits.ts';

export interface Measured {
  streams: AnnouncementStreams;
  database: Database;
  limits: RateLimits;
  /** Sockets and what became of them. */
  sockets: () => { open: number; silentCount: number };
  malformedNotifications: () => number;
}

const latencyBucketsS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export class Metrics {
  readonly #registry = new Registry();
  readonly #mutations: Histogram<'mutation' | 'outcome'>;

  constructor() {
    collectDefaultMetrics({ register: this.#registry, prefix: 'pavilion_' });
    this.#mutations = new Histogram({
      name: 'pavilion_mutation_seconds',
      help: 'How long mutations took, by what became of them: signing latency is mutation="signDeal".',
      labelNames: ['mutation', 'outcome'],
      buckets: latencyBucketsS,
      registers: [this.#registry],
    });
  }

  /** Times every mutation, over whichever transport it came. */
  readonly observe: Observer = (operation, result, ms) => {
    for (const { mutation, outcome } of outcomesOf(operation, result)) {
      this.#mutations.observe({ mutation, outcome }, ms / 1_000);
    }
  };

  watch({ streams, database, limits, sockets, malformedNotifications }: Measured): void {
    const { hub } = streams;
    this.#gauge('pavilion_sockets', 'Open WebSockets.', () => sockets().open);
    this.#counter(
      'pavilion_silent_sockets_ended_total',
      'Sockets that answered no ping.',
      () => sockets().silentCount,
    );
    this.#gauge('pavilion_streams', 'Streams that this process follows.', () => hub.streams.size);
    this.#gauge('pavilion_subscribers', 'Subscriptions to announcements.', () =>
      sum(hub.streams.values(), (each) => each.subscribers),
    );
    this.#gauge('pavilion_audiences', 'Groups that share one execution.', () =>
      sum(hub.streams.values(), (each) => each.audiences.size),
    );
    this.#counter(
      'pavilion_notifications_total',
      'Notifications received.',
      () => hub.counters.notifications,
    );
    this.#counter(
      'pavilion_malformed_notifications_total',
      'Messages on the channel that are not notifications.',
      malformedNotifications,
    );
    this.#counter(
      'pavilion_unfounded_notifications_total',
      'Notifier of what the record does not show.',
      () => hub.counters.unfoundedNotifications,
    );
    this.#counter(
      'pavilion_refused_cursors_total',
      'Subscriptions whose cursor cannot be resumed from.',
      () => hub.counters.rejectedCursors,
    );
    this.#counter(
      'pavilion_missed_notifications_total',
      'Announcements that the poll found first.',
      () => hub.counters.missedNotifications,
    );
    this.#counter(
      'pavilion_failed_polls_total',
      'Times the record could not be read.',
      () => hub.counters.failedPolls,
    );
    this.#counter(
      'pavilion_replay_pages_total',
      'Pages of the record read for replays.',
      () => hub.counters.replayPages,
    );
    this.#counter(
      'pavilion_slow_subscribers_ended_total',
      'Readers that could take nothing for too long.',
      () => hub.counters.slowSubscribers,
    );
    this.#counter(
      'pavilion_refused_total',
      'Operations, sockets and streams beyond the limits of an address or a token.',
      () => limits.rejected,
    );
    this.#perStream(streams);
    this.#pools(database);
    this.#prismaFallbacks(database);
  }

  #perStream({ hub, nameOf }: AnnouncementStreams): void {
    const labelNames = ['stream'] as const;
    const head = this.#labelled(
      'pavilion_stream_head',
      'The newest sequence that was handed on.',
      labelNames,
    );
    const lag = this.#labelled(
      'pavilion_stream_lag',
      'How far the slowest subscriber is behind the head.',
      labelNames,
    );
    head.collect = () => {
      head.reset();
      lag.reset();
      for (const streams of hub.streams.values()) {
        const stream = nameOf(streams.streamId);
        head.set({ stream }, streams.head);
        lag.set({ stream }, streams.maxLag);
      }
    };
  }

  #pools({ pool, streamPool }: Database): void {
    const connections = this.#labelled('pavilion_database_connections', 'By pool and state.', [
      'pool',
      'state',
    ] as const);
    connections.collect = () => {
      for (const [name, each] of Object.entries({ main: pool, stream: streamPool })) {
        connections.set({ pool: name, state: 'idle' }, each.idleCount);
        connections.set({ pool: name, state: 'busy' }, each.totalCount - each.idleCount);
        connections.set({ pool: name, state: 'waited_for' }, each.waitingCount);
      }
    };
  }

  #prismaFallbacks({ prismaFallbacks }: Database): void {
    new Counter({
      name: 'pavilion_prisma_fallbacks_total',
      help: 'Reads that the row reader does not support and that Prisma’s own engine answered.',
      labelNames: ['model', 'reason'],
      registers: [this.#registry],
      collect() {
        this.reset();
        for (const { model, reason, count } of prismaFallbacks.counts) this.inc({ model, reason }, count);
      },
    });
  }

  #labelled<Label extends string>(name: string, help: string, labelNames: readonly Label[]) {
    return new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [this.#registry],
    }) as Gauge<Label> & {
      collect: () => void;
    };
  }

  #gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.#registry],
      collect() {
        this.set(read());
      },
    });
  }

  #counter(name: string, help: string, read: () => number): void {
    new Counter({
      name,
      help,
      registers: [this.#registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  }

  async send(response: ServerResponse): Promise<void> {
    const page = await this.#registry.metrics();
    response.writeHead(200, { 'content-type': this.#registry.contentType });
    response.end(page);
  }
}

/** Whether the request carries the token that metrics are kept behind. */
export function mayReadMetrics(request: IncomingMessage, token: string | null): boolean {
  return token !== null && request.headers.authorization === `Bearer ${token}`;
}

function sum<T>(items: Iterable<T>, of: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += of(item);
  return total;
}
