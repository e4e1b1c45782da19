/**
 * What one address and one token may take.
 *
 * Promises: no request waits for another system to be enforceTokenRateLimit. Each server counts for itself; where several share a
 * Redis, they tell each other their counts each second, so that an address has its allowance once, but for what it
 * sends within that second. While Redis is away each server counts alone: with n servers an address may take n times
 * as much, and nobody is refused or let through because of it.
 */

import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import type { SharedCounters } from '../cluster/shared-counters.ts';

export interface RateLimitsConfig {
  operationsPerMinute: number;
  operationsPerTokenPerMinute: number;
  socketsPerAddress: number;
  /** Believe X-Forwarded-For, as far as the proxy next to us wrote it. */
  trustProxy: boolean;
}

const minuteMs = 60_000;
const shareMs = 1_000;

interface Count {
  own: number;
  /** Of the own, what was told to the others. */
  told: number;
  /** What the others had counted when we last heard. */
  others: number;
}

export class RateLimits {
  readonly #config: RateLimitsConfig;
  readonly #shared: SharedCounters | null;
  readonly #sockets = new Map<string, number>();
  readonly #timer: NodeJS.Timeout | null = null;
  /** Of the minute that is running, by the clock, which servers have in common. */
  #minute = 0;
  #counts = new Map<string, Count>();
  /** Requests, operations and sockets that were turned away. */
  refused = 0;

  constructor(config: RateLimitsConfig, shared: SharedCounters | null = null) {
    this.#config = config;
    this.#shared = shared;
    if (shared) {
      this.#timer = setInterval(() => void this.share(), shareMs);
      this.#timer.unref();
    }
  }

  addressOf({ headers, socket }: IncomingMessage): string {
    const forwarded = this.#config.trustProxy ? headers['x-forwarded-for'] : undefined;
    const nearest = typeof forwarded === 'string' ? forwarded.split(',').at(-1)?.trim() : undefined;
    return networkOf(nearest || socket.remoteAddress || 'unknown');
  }

  /** 0 where the operation is enforceTokenRateLimit, else the seconds to wait. */
  admit(address: string): number {
    return this.#take(`address ${address}`, this.#config.operationsPerMinute);
  }

  /** The same for a token, from wherever it is sent; the public has none. */
  admitToken(tokenId: string | null): number {
    return tokenId === null ? 0 : this.#take(`token ${tokenId}`, this.#config.operationsPerTokenPerMinute);
  }

  #take(key: string, allowance: number): number {
    const now = Date.now();
    this.#turnTo(Math.floor(now / minuteMs));
    const count = this.#counts.get(key) ?? { own: 0, told: 0, others: 0 };
    this.#counts.set(key, count);
    if (count.own + count.others >= allowance) {
      this.refused++;
      return Math.ceil((minuteMs - (now % minuteMs)) / 1_000);
    }
    count.own++;
    return 0;
  }

  #turnTo(minute: number): void {
    if (minute === this.#minute) return;
    this.#minute = minute;
    this.#counts = new Map();
  }

  /** Tells the others what is new, and hears what they have counted of the same. Never fails. */
  async share(): Promise<void> {
    const minute = this.#minute;
    const counts = this.#counts;
    const news = [...counts].flatMap(([key, { own, told }]) =>
      own > told ? [[key, own - told] as const] : [],
    );
    if (news.length === 0 || !this.#shared) return;
    const totals = await this.#shared.add(minute, news);
    if (!totals) return;
    for (const [index, [key, added]] of news.entries()) {
      const count = counts.get(key)!;
      count.told += added;
      count.others = Math.max(0, totals[index]! - count.told);
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

  close(): void {
    if (this.#timer) clearInterval(this.#timer);
  }
}

/** One caller has all the addresses of an IPv6 network: 64 bits of them are as one. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.toLowerCase().split('%', 1)[0]!.split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
}
