/**
 * RateLimits counts the operations of each address and token, and the open sockets of each address.
 *
 * Promises: no request waits for Redis. Each server counts in memory, and servers that share a Redis exchange their
 * counts every second. Within that second an address can exceed its limit on several servers. If Redis is unreachable,
 * each server counts alone: with n servers the limit is n times as high.
 */
import type { Identity } from '../auth/identity.ts';
import type { SharedCounters } from '../cluster/shared-counters.ts';
import { CodedError } from '../errors/coded-error.ts';
import type { Scheduler, Timer } from '../stream/scheduler.ts';

export interface RateLimitsConfig {
  operationsPerMinute: number;
  operationsPerTokenPerMinute: number;
  /** Reports of screens: acknowledgeAnnouncement. */
  reportsPerTokenPerMinute: number;
  socketsPerAddress: number;
}

const minuteMs = 60_000;
const shareMs = 1_000;

interface Count {
  /** Counted by this server. */
  own: number;
  /** The part of `own` that the other servers have received. */
  shared: number;
  /** Counted by the other servers, as of the last exchange. */
  others: number;
}

export class RateLimits {
  readonly #config: RateLimitsConfig;
  readonly #scheduler: Scheduler;
  readonly #counters: SharedCounters | null;
  readonly #sockets = new Map<string, number>();
  readonly #timer: Timer | null;
  /** The current minute since 1970, which is the same on all servers. */
  #minute = 0;
  #counts = new Map<string, Count>();
  /** Operations and sockets that were rejected. */
  rejected = 0;

  constructor(config: RateLimitsConfig, scheduler: Scheduler, counters: SharedCounters | null = null) {
    this.#config = config;
    this.#scheduler = scheduler;
    this.#counters = counters;
    this.#timer = counters && scheduler.setInterval(() => void this.share(), shareMs);
  }

  /** The addresses with an open socket. */
  get addressesWithSockets(): number {
    return this.#sockets.size;
  }

  /** Counts operations of the address. Throws RATE_LIMITED above the limit. */
  requireAddress(address: string, count = 1): void {
    const waitS = this.#take(`address ${address}`, this.#config.operationsPerMinute, count);
    if (waitS > 0) throw rateLimited('address', waitS);
  }

  /** Counts a request that is not an operation. False above the limit. */
  admitsRequest(address: string): boolean {
    return this.#take(`requests ${address}`, this.#config.operationsPerMinute, 1) === 0;
  }

  /** Counts operations of the token, which all addresses share. Throws RATE_LIMITED above the limit. Without a token it does nothing. */
  requireToken({ tokenId }: Pick<Identity, 'tokenId'>, count = 1): void {
    if (tokenId === null) return;
    const waitS = this.#take(`token ${tokenId}`, this.#config.operationsPerTokenPerMinute, count);
    if (waitS > 0) throw rateLimited('token', waitS);
  }

  /** Counts reports of screens, which usually share a token. Throws RATE_LIMITED above the limit. */
  requireReports({ tokenId }: Pick<Identity, 'tokenId'>, count = 1): void {
    const waitS = this.#take(`reports ${tokenId}`, this.#config.reportsPerTokenPerMinute, count);
    if (waitS > 0) throw rateLimited('token', waitS);
  }

  /** Counts operations, all or none. Returns 0 below the limit, else the seconds until the next minute. */
  #take(key: string, allowance: number, added: number): number {
    const nowMs = this.#scheduler.now();
    this.#startMinute(Math.floor(nowMs / minuteMs));
    const count = this.#counts.get(key) ?? { own: 0, shared: 0, others: 0 };
    this.#counts.set(key, count);
    if (count.own + count.others + added > allowance) {
      this.rejected++;
      return Math.ceil((minuteMs - (nowMs % minuteMs)) / 1_000);
    }
    count.own += added;
    return 0;
  }

  #startMinute(minute: number): void {
    if (minute === this.#minute) return;
    this.#minute = minute;
    this.#counts = new Map();
  }

  /** Sends the new counts to the other servers and receives theirs. Never fails. */
  async share(): Promise<void> {
    const minute = this.#minute;
    const counts = this.#counts;
    const added = [...counts].flatMap(([key, { own, shared }]) =>
      own > shared ? [[key, own - shared] as const] : [],
    );
    if (added.length === 0 || !this.#counters) return;
    const totals = await this.#counters.add(minute, added);
    if (!totals) return;
    for (const [index, [key, increment]] of added.entries()) {
      const count = counts.get(key)!;
      count.shared += increment;
      count.others = Math.max(0, totals[index]! - count.shared);
    }
  }

  /** Counts a socket or event stream of the address. False at the limit. */
  openSocket(address: string): boolean {
    const open = this.#sockets.get(address) ?? 0;
    if (open >= this.#config.socketsPerAddress) {
      this.rejected++;
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
    this.#timer?.cancel();
  }
}

function rateLimited(counted: 'address' | 'token', waitS: number): CodedError {
  const message = `This ${counted} exceeds its operations per minute. Wait ${waitS} s.`;
  return new CodedError('RATE_LIMITED', message, { headers: { 'retry-after': String(waitS) } });
}
