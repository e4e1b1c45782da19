/** RedisPresence uses one Redis hash per topic. Each process refreshes its own field. */
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Scheduler, Timer } from '../stream/scheduler.ts';
import { LocalPresence, type Presence, type Reports, reportTtlMs } from './presence.ts';
import { connectRedis, type RedisConfig } from './redis-connection.ts';
import type { RedisStatus } from './redis-status.ts';

const refreshMs = reportTtlMs / 3;

interface StoredReport<Report> {
  at: number;
  report: Report;
}

export class RedisPresence<Report extends object> implements Presence<Report> {
  readonly #process = randomUUID();
  readonly #own = new LocalPresence<Report>();
  readonly #topics = new Map<string, Report>();
  readonly #scheduler: Scheduler;
  readonly #status: RedisStatus;
  /** The channel, and the beginning of the keys. */
  readonly #name: string;
  readonly #redis: Redis;
  readonly #subscriber: Redis;
  readonly #refresh: Timer;
  readonly #listeners = new Set<(topic: string) => void>();

  constructor(config: RedisConfig, status: RedisStatus, scheduler: Scheduler) {
    this.#scheduler = scheduler;
    this.#status = status;
    this.#name = `${config.keyPrefix}presence`;
    const options = { maxRetriesPerRequest: 0, retryStrategy: () => 1_000 };
    this.#redis = connectRedis(config, { ...options, enableOfflineQueue: false, commandTimeout: 500 });
    this.#subscriber = connectRedis(config, { ...options, autoResubscribe: false });
    for (const client of [this.#redis, this.#subscriber]) client.on('error', this.#onFailure);
    this.#subscriber.on('ready', () => void this.#subscriber.subscribe(this.#name).catch(this.#onFailure));
    this.#subscriber.on('message', (_channel: string, topic: string) => this.#notify(topic));
    this.#redis.on('ready', () => void this.#probe());
    this.#refresh = scheduler.setInterval(() => {
      for (const topic of this.#topics.keys()) this.#write(topic);
      void this.#probe();
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
      const fields = await this.#redis.hgetall(this.#keyOf(topic));
      const since = this.#scheduler.now() - reportTtlMs;
      const fresh = Object.entries(fields)
        .filter(([process]) => process !== this.#process)
        .flatMap(([, json]) => parse<Report>(json) ?? [])
        .filter(({ at }) => at > since)
        .map(({ report }) => report);
      return { reports: [...(await this.#own.read(topic)).reports, ...fresh], complete: true };
    } catch (error) {
      this.#onFailure(error as Error);
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
    const key = this.#keyOf(topic);
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
    write.publish(this.#name, topic).exec().catch(this.#onFailure);
  }

  /** Uses every command on a key of its own: a server without operators must notice, too, that presence does not work. */
  async #probe(): Promise<void> {
    const key = this.#keyOf(`probe:${this.#process}`);
    try {
      if (this.#subscriber.status === 'ready') await this.#subscriber.subscribe(this.#name);
      await this.#redis
        .multi()
        .hset(key, this.#process, '')
        .pexpire(key, reportTtlMs)
        .hdel(key, this.#process)
        .exec();
      await this.#redis.hgetall(key);
      this.#status.report('presence', null);
    } catch (error) {
      this.#onFailure(error as Error);
    }
  }

  readonly #onFailure = (error: Error): void => this.#status.report('presence', error.message);

  #keyOf(topic: string): string {
    return `${this.#name}:${topic}`;
  }

  async close(): Promise<void> {
    this.#refresh.cancel();
    const removals = [...this.#topics.keys()].map((topic) =>
      this.#redis.hdel(this.#keyOf(topic), this.#process),
    );
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
