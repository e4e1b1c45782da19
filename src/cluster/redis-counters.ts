/** RedisCounters uses one expiring Redis key per minute and counter. */
import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import type { StreamLog } from '../stream/source.ts';
import type { SharedCounters } from './shared-counters.ts';

const keyTtlS = 120;

export class RedisCounters implements SharedCounters {
  readonly #redis: Redis;

  constructor(url: string, log: StreamLog) {
    this.#redis = new Redis(url, {
      maxRetriesPerRequest: 0,
      connectTimeout: 2_000,
      commandTimeout: 500,
      enableOfflineQueue: false,
      retryStrategy: () => 1_000,
    });
    this.#redis.on('error', (error: Error) => log.warn({ error: error.message }, 'Redis counters'));
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
        const key = `pavilion:count:${minute}:${hash}`;
        commands.incrby(key, added).expire(key, keyTtlS);
      }
      const answers = await commands.exec();
      if (!answers || answers.some(([error]) => error)) return null;
      return answers.filter((_, index) => index % 2 === 0).map(([, total]) => Number(total));
    } catch {
      return null;
    }
  }

  async close(): Promise<void> {
    this.#redis.disconnect();
  }
}
