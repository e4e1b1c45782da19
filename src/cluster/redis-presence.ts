/** Presence over a Redis hash per topic: a field per process, written anew while it has something to say. */
import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import type { StreamLog } from '../stream/source.ts';
import { LocalPresence, type Presence, type Reports, reportTtlMs } from './presence.ts';

const refreshMs = reportTtlMs / 3;
const channel = 'pavilion:presence';
const keyOf = (topic: string) => `pavilion:presence:${topic}`;

interface Stored<Report> {
  at: number;
  report: Report;
}

export class RedisPresence<Report extends object> implements Presence<Report> {
  readonly #process = randomUUID();
  readonly #own = new LocalPresence<Report>();
  readonly #topics = new Map<string, Report>();
  readonly #redis: Redis;
  readonly #subscriber: Redis;
  readonly #refresh: NodeJS.Timeout;
  readonly #listeners = new Set<(topic: string) => void>();

  constructor(url: string, log: StreamLog) {
    const common = { maxRetriesPerRequest: 0, connectTimeout: 2_000, retryStrategy: () => 1_000 };
    this.#redis = new Redis(url, { ...common, enableOfflineQueue: false, commandTimeout: 500 });
    this.#subscriber = new Redis(url, { ...common, autoResubscribe: false });
    for (const client of [this.#redis, this.#subscriber]) {
      client.on('error', (error: Error) => log.warn({ error: error.message }, 'Redis presence'));
    }
    this.#subscriber.on('ready', () => void this.#subscriber.subscribe(channel).catch(() => {}));
    this.#subscriber.on('message', (_channel: string, topic: string) => this.#tell(topic));
    this.#refresh = setInterval(() => {
      for (const topic of this.#topics.keys()) this.#write(topic);
    }, refreshMs);
    this.#refresh.unref();
  }

  report(topic: string, report: Report | null): void {
    this.#own.report(topic, report);
    if (report) this.#topics.set(topic, report);
    else this.#topics.delete(topic);
    this.#write(topic);
    this.#tell(topic);
  }

  async read(topic: string): Promise<Reports<Report>> {
    try {
      const stored = await this.#redis.hgetall(keyOf(topic));
      const since = Date.now() - reportTtlMs;
      const fresh = Object.entries(stored)
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

  #tell(topic: string): void {
    for (const listener of this.#listeners) listener(topic);
  }

  #write(topic: string): void {
    const report = this.#topics.get(topic);
    const key = keyOf(topic);
    const write = report
      ? this.#redis
          .multi()
          .hset(key, this.#process, JSON.stringify({ at: Date.now(), report } satisfies Stored<Report>))
          .pexpire(key, reportTtlMs * 4)
      : this.#redis.multi().hdel(key, this.#process);
    write
      .publish(channel, topic)
      .exec()
      .catch(() => {});
  }

  async close(): Promise<void> {
    clearInterval(this.#refresh);
    const withdrawals = [...this.#topics.keys()].map((topic) =>
      this.#redis.hdel(keyOf(topic), this.#process),
    );
    await Promise.allSettled(withdrawals);
    this.#redis.disconnect();
    this.#subscriber.disconnect();
  }
}

/** Null for what is no report: anyone who reaches Redis can write there. */
function parse<Report>(json: string): Stored<Report> | null {
  try {
    const value = JSON.parse(json) as Partial<Stored<Report>> | null;
    return typeof value?.at === 'number' && value.report ? (value as Stored<Report>) : null;
  } catch {
    return null;
  }
}
