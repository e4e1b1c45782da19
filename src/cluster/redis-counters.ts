/** RedisCounters uses one expiring Redis key per minute and counter. */
import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Scheduler, Timer } from '../stream/scheduler.ts';
import { connectRedis, type RedisConfig } from './redis-connection.ts';
import type { RedisStatus } from './redis-status.ts';
import type { SharedCounters } from './shared-counters.ts';

const keyTtlS = 120;
/** A server without callers must notice, too, that Redis does not count. */
const probeEveryMs = 10_000;

export class RedisCounters implements SharedCounters {
  readonly #redis: Redis;
  readonly #status: RedisStatus;
  readonly #prefix: string;
  readonly #timer: Timer;

  constructor(config: RedisConfig, status: RedisStatus, scheduler: Scheduler) {
    this.#status = status;
    this.#prefix = config.keyPrefix;
    this.#redis = connectRedis(config, {
      maxRetriesPerRequest: 0,
      commandTimeout: 500,
      enableOfflineQueue: false,
      retryStrategy: () => 1_000,
    });
    this.#redis.on('error', (error: Error) => this.#status.report('counters', error.message));
    const probe = () => void this.add(0, [['probe', 0]]);
    this.#redis.on('ready', probe);
    this.#timer = scheduler.setInterval(probe, probeEveryMs);
  }

  async add(
    minute: number,
    counts: readonly (readonly [key: string, added: number])[],
  ): Promise<number[] | null> {
    try {
      const commands = this.#redis.pipeline();
      for (const [name, added] of counts) {
        // Hashed, so that Redis holds no addresses and token ids.
        const hash = createHash('sha256').update(name).digest('base64url').slice(0, 22);
        const key = `${this.#prefix}count:${minute}:${hash}`;
        commands.incrby(key, added).expire(key, keyTtlS);
      }
      const answers = (await commands.exec()) ?? [];
      const [refused] = answers.flatMap(([error]) => error ?? []);
      if (refused) throw refused;
      this.#status.report('counters', null);
      return answers.filter((_, index) => index % 2 === 0).map(([, total]) => Number(total));
    } catch (error) {
      this.#status.report('counters', (error as Error).message);
      return null;
    }
  }

  async close(): Promise<void> {
    this.#timer.cancel();
    this.#redis.disconnect();
  }
}
