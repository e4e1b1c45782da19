/**
 * What one address may take of a server. Counted in the memory of each process: with n servers behind a balancer
 * an address may take n times as much, and no request waits for another system to be admitted.
 */
import type { IncomingMessage } from 'node:http';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

export interface LimitsConfig {
  operationsPerMinute: number;
  socketsPerAddress: number;
  /** Believe X-Forwarded-For, as far as the proxy next to us wrote it. */
  trustProxy: boolean;
}

const minuteS = 60;

export class Limits {
  readonly #config: LimitsConfig;
  readonly #operations: RateLimiterMemory;
  readonly #sockets = new Map<string, number>();
  /** Requests, operations and sockets that were turned away. */
  refused = 0;

  constructor(config: LimitsConfig) {
    this.#config = config;
    this.#operations = new RateLimiterMemory({ points: config.operationsPerMinute, duration: minuteS });
  }

  addressOf({ headers, socket }: IncomingMessage): string {
    const forwarded = this.#config.trustProxy ? headers['x-forwarded-for'] : undefined;
    const nearest = typeof forwarded === 'string' ? forwarded.split(',').at(-1)?.trim() : undefined;
    return nearest || socket.remoteAddress || 'unknown';
  }

  /** 0 where the operation is admitted, else the seconds to wait. */
  async admit(address: string): Promise<number> {
    try {
      await this.#operations.consume(address);
      return 0;
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      this.refused++;
      return Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
    }
  }

  openSocket(address: string): boolean {
    const open = this.#sockets.get(address) ?? 0;
    if (open >= this.#config.socketsPerAddress) {
      this.refused++;
      return false;
    }
    this.#sockets.set(address, open + 1);
    return true;
  }

  closeSocket(address: string): void {
    const open = (this.#sockets.get(address) ?? 1) - 1;
    if (open === 0) this.#sockets.delete(address);
    else this.#sockets.set(address, open);
  }
}
