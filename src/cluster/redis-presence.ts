/** RedisPresence uses one Redis hash per topic. Each process refreshes its own field. */
import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { type Scheduler, systemScheduler, type Timer } from '../stream/scheduler.ts';
import type { StreamLog } from '../stream/source.ts';
import { LocalPresence, type Presence, type Reports, reportTtlMs } from './presence.ts';

const refreshMs = reportTtlMs / 3;
const channel = 'pavilion:presence';
const keyOf = (topic: string) => `pavilion:presence:${topic}`;

interface StoredReport<Report> {
  at: number;
  report: Report;
}

export class RedisPresence<Report extends object> implements Presence<Report> {
  readonly #process = randomUUID();
  readonly #own = new LocalPresence<Report>();
  readonly #topics = new Map<string, Report>();
  readonly #scheduler: Scheduler;
  readonly #redis: Redis;
  readonly #subscriber: Redis;
  readonly #refresh: Timer;
  readonly #listeners = new Set<(topic: string) => void>();

  constructor(url: string, log: StreamLog, scheduler: Scheduler = systemScheduler) {
    this.#scheduler = scheduler;
    const options = { maxRetriesPerRequest: 0, connectTimeout: 2_000, retryStrategy: () => 1_000 };
    this.#redis = new Redis(url, { ...options, enableOfflineQueue: false, commandTimeout: 500 });
    this.#subscriber = new Redis(url, { ...options, autoResubscribe: false });
    for (const client of [this.#redis, this.#subscriber]) {
      client.on('error', (error: Error) => log.warn({ error: error.message }, 'Redis presence'));
    }
    this.#subscriber.on('ready', () => void this.#subscriber.subscribe(channel).catch(() => {}));
    this.#subscriber.on('message', (_channel: string, topic: string) => this.#notify(topic));
    this.#refresh = scheduler.setInterval(() => {
      for (const topic of this.#topics.keys()) this.#write(topic);
    }, refreshMs);
  }

  report(topic: string, report: Report | null): void {
    this.#own.report(topic, report);
    if (report) this.#topics.set(topic, report);
    else this.#topics.delete(topic);
    this.#write(topic);
    this.#notify(topic);
  }

  async read(topic: string): Promise<Reports<Report>> {
    try {
      const fields = await this.#redis.hgetall(keyOf(topic));
      const since = this.#scheduler.now() - reportTtlMs;
      const fresh = Object.entries(fields)
        .filter(([process]) => process !== this.#process)
        .flatMap(([, json]) => parse<Report>(json) ?? [])
        .filter(({ at }) => at > since)
        .map(({ report }) => report);
      return { reports: [...(await this.#own.read(topic)).reports, ...fresh], complete: true };
    } catch {
      return { ...(await this.#own.read(topic)), complete: false };
    }
  }

  listen(listener: (topic: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #notify(topic: string): void {
    for (const listener of this.#listeners) listener(topic);
  }

  #write(topic: string): void {
    const report = this.#topics.get(topic);
    const key = keyOf(topic);
    const write = report
      ? this.#redis
          .multi()
          .hset(
            key,
            this.#process,
            JSON.stringify({ at: this.#scheduler.now(), report } satisfies StoredReport<Report>),
          )
          .pexpire(key, reportTtlMs * 4)
      : this.#redis.multi().hdel(key, this.#process);
    write
      .publish(channel, topic)
      .exec()
      .catch(() => {});
  }

  async close(): Promise<void> {
    this.#refresh.cancel();
    const removals = [...this.#topics.keys()].map((topic) => this.#redis.hdel(keyOf(topic), this.#process));
    await Promise.allSettled(removals);
    this.#redis.disconnect();
    this.#subscriber.disconnect();
  }
}

/** Null if the text is not a report: everyone with access to Redis can write one. */
function parse<Report>(json: string): StoredReport<Report> | null {
  try {
    const value = JSON.parse(json) as Partial<StoredReport<Report>> | null;
    return typeof value?.at === 'number' && value.report ? (value as StoredReport<Report>) : null;
  } catch {
    return null;
  }
}
