/**
 * RedisPresence stores a report under a key of its own, which expires by the clock of Redis, and the processes of a topic
 * in a set. No clock of a server is compared with that of another one.
 */
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Scheduler, Timer } from '../stream/scheduler.ts';
import { LocalPresence, type Presence, type Reports, reportTtlMs } from './presence.ts';
import { connectRedis, type RedisConfig } from './redis-connection.ts';
import type { RedisStatus } from './redis-status.ts';

const refreshMs = reportTtlMs / 3;

interface StoredReport<Report> {
  report: Report;
}

export class RedisPresence<Report extends object> implements Presence<Report> {
  readonly #process = randomUUID();
  readonly #own = new LocalPresence<Report>();
  readonly #topics = new Map<string, Report>();
  readonly #status: RedisStatus;
  /** The channel, and the beginning of the keys. */
  readonly #name: string;
  readonly #redis: Redis;
  readonly #subscriber: Redis;
  readonly #refresh: Timer;
  readonly #listeners = new Set<(topic: string) => void>();

  constructor(config: RedisConfig, status: RedisStatus, scheduler: Scheduler) {
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
      const processes = await this.#redis.smembers(this.#processesKeyOf(topic));
      const others = processes.filter((process) => process !== this.#process);
      const texts =
        others.length > 0 ? await this.#redis.mget(others.map((each) => this.#reportKeyOf(topic, each))) : [];
      const ended = others.filter((_process, index) => texts[index] === null);
      if (ended.length > 0) removeEnded(this.#redis, this.#keysOf(topic), ended).catch(this.#onFailure);
      const reports = texts.flatMap((json) => (json === null ? [] : (parse<Report>(json) ?? [])));
      return {
        reports: [...(await this.#own.read(topic)).reports, ...reports.map(({ report }) => report)],
        complete: true,
      };
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
    const key = this.#processesKeyOf(topic);
    const reportKey = this.#reportKeyOf(topic, this.#process);
    const write = report
      ? this.#redis
          .multi()
          .set(reportKey, JSON.stringify({ report } satisfies StoredReport<Report>), 'PX', reportTtlMs)
          .sadd(key, this.#process)
          .pexpire(key, reportTtlMs * 4)
      : this.#redis.multi().del(reportKey).srem(key, this.#process);
    write.publish(this.#name, topic).exec().catch(this.#onFailure);
  }

  /** Uses every command on keys of its own: a server without operators must notice, too, that presence does not work. */
  async #probe(): Promise<void> {
    const topic = `probe:${this.#process}`;
    const key = this.#processesKeyOf(topic);
    const reportKey = this.#reportKeyOf(topic, this.#process);
    try {
      if (this.#subscriber.status === 'ready') await this.#subscriber.subscribe(this.#name);
      await this.#redis
        .multi()
        .set(reportKey, '', 'PX', reportTtlMs)
        .sadd(key, this.#process)
        .pexpire(key, reportTtlMs)
        .srem(key, this.#process)
        .del(reportKey)
        .exec();
      await this.#redis.smembers(key);
      await this.#redis.mget(reportKey);
      this.#status.report('presence', null);
    } catch (error) {
      this.#onFailure(error as Error);
    }
  }

  readonly #onFailure = (error: Error): void => this.#status.report('presence', error.message);

  #processesKeyOf(topic: string): string {
    return `${this.#name}:processes:${topic}`;
  }

  #reportKeyOf(topic: string, process: string): string {
    return `${this.#name}:report:${topic}:${process}`;
  }

  #keysOf(topic: string): TopicKeys {
    return {
      processes: this.#processesKeyOf(topic),
      reportOf: (process) => this.#reportKeyOf(topic, process),
    };
  }

  async close(): Promise<void> {
    this.#refresh.cancel();
    const removals = [...this.#topics.keys()].map((topic) =>
      this.#redis
        .multi()
        .del(this.#reportKeyOf(topic, this.#process))
        .srem(this.#processesKeyOf(topic), this.#process)
        .exec(),
    );
    await Promise.allSettled(removals);
    this.#redis.disconnect();
    this.#subscriber.disconnect();
  }
}

interface TopicKeys {
  processes: string;
  reportOf(process: string): string;
}

/** Removes processes whose reports have expired. One that has reported since it was found expired remains. */
export async function removeEnded(
  redis: Redis,
  { processes, reportOf }: TopicKeys,
  ended: readonly string[],
): Promise<void> {
  const results = await redis
    .multi()
    .srem(processes, ...ended)
    .mget(ended.map(reportOf))
    .exec();
  const reports = (results?.[1]?.[1] ?? []) as (string | null)[];
  const alive = ended.filter((_process, index) => reports[index] != null);
  if (alive.length > 0) await redis.sadd(processes, ...alive);
}

/** Null if the text is not a report: everyone with access to Redis can write one. */
function parse<Report>(json: string): StoredReport<Report> | null {
  try {
    const value = JSON.parse(json) as Partial<StoredReport<Report>> | null;
    return typeof value?.report === 'object' && value.report ? (value as StoredReport<Report>) : null;
  } catch {
    return null;
  }
}
