/**
 * RedisStatus is what Redis currently does for this server and what it does not.
 *
 * Promises: a change is logged once, for all uses together; while it lasts, it is logged again after a minute and then
 * less and less often.
 */
import type { Scheduler, Timer } from '../stream/scheduler.ts';
import type { StreamLog } from '../stream/source.ts';

export const redisUses = ['notifications', 'counters', 'presence'] as const;
export type RedisUse = (typeof redisUses)[number];

const consequences: Record<RedisUse, string> = {
  notifications: 'announcements of other servers arrive up to a second later',
  counters: 'each server limits callers alone',
  presence: 'the desk shows the operators and screens of one server',
};

/** The connections of the uses fail one after the other. */
const collectMs = 500;
const firstRepeatMs = 60_000;
const maxRepeatMs = 3_600_000;

export class RedisStatus {
  readonly #log: StreamLog;
  readonly #scheduler: Scheduler;
  readonly #problems = new Map<RedisUse, string>();
  #logged: readonly string[] = [];
  #timer: Timer | null = null;
  #repeatMs = firstRepeatMs;
  #isClosed = false;

  constructor(log: StreamLog, scheduler: Scheduler) {
    this.#log = log;
    this.#scheduler = scheduler;
  }

  /** `error` is the message of Redis or of the connection; null if the use works. */
  report(use: RedisUse, error: string | null): void {
    const problem = error && asOneLine(error);
    if (this.#isClosed || (this.#problems.get(use) ?? null) === problem) return;
    if (problem === null) this.#problems.delete(use);
    else this.#problems.set(use, problem);
    this.#repeatMs = firstRepeatMs;
    this.#writeIn(collectMs);
  }

  /** One sentence for each use that does not work. */
  get problems(): string[] {
    return redisUses.flatMap((use) => {
      const problem = this.#problems.get(use);
      return problem === undefined ? [] : [`Redis ${use} do not work (${problem}): ${consequences[use]}`];
    });
  }

  get states(): (readonly [use: RedisUse, works: boolean])[] {
    return redisUses.map((use) => [use, !this.#problems.has(use)] as const);
  }

  close(): void {
    this.#isClosed = true;
    this.#timer?.cancel();
  }

  #writeIn(waitMs: number): void {
    this.#timer?.cancel();
    this.#timer = this.#scheduler.setTimeout(() => this.#write(), waitMs);
  }

  #write(): void {
    this.#timer = null;
    const { problems } = this;
    if (problems.length === 0) {
      if (this.#logged.length > 0) this.#log.warn({ redis: 'up' }, 'Redis works again');
    } else {
      this.#log.warn({ redis: 'degraded', problems }, 'Redis does not work');
      this.#writeIn(this.#repeatMs);
      this.#repeatMs = Math.min(2 * this.#repeatMs, maxRepeatMs);
    }
    this.#logged = problems;
  }
}

/** OpenSSL puts addresses, places in its source and a line break around what is wrong. */
const openSslError = /^[\dA-F]+:error:[\dA-F]+:SSL routines:[^:]*:([^:]+):.*$/is;

function asOneLine(message: string): string {
  return message.replace(openSslError, 'TLS: $1').replace(/\s+/g, ' ').trim();
}
