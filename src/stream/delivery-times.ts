/**
 * DeliveryTimes measures how long an announcement takes from the beginning of its mutation on this server until an audience
 * of this server has it on its sockets.
 *
 * Promises: one measurement for each mutation and audience. It knows at most `maxPending` mutations, of the last `maxAgeMs`.
 */
import type { Scheduler } from './scheduler.ts';

const maxPending = 1_000;
/** A client that receives it later was not connected. */
const maxAgeMs = 30_000;

interface Commit {
  streamId: string;
  sequence: number;
  startedMs: number;
}

export class DeliveryTimes {
  readonly #scheduler: Pick<Scheduler, 'monotonicMs'>;
  readonly #observe: (durationMs: number) => void;
  #pending: Commit[] = [];

  constructor(scheduler: Pick<Scheduler, 'monotonicMs'>, observe: (durationMs: number) => void) {
    this.#scheduler = scheduler;
    this.#observe = observe;
  }

  /** The mutation has committed this entry. */
  begin(commit: Commit): void {
    const sinceMs = this.#scheduler.monotonicMs() - maxAgeMs;
    this.#pending = this.#pending.filter(({ startedMs }) => startedMs >= sinceMs).slice(1 - maxPending);
    this.#pending.push(commit);
  }

  /** An audience has the entries after `after` up to `last` on its sockets. */
  readonly delivered = (streamId: string, after: number, last: number): void => {
    if (this.#pending.length === 0) return;
    const nowMs = this.#scheduler.monotonicMs();
    for (const commit of this.#pending) {
      const isDelivered = commit.streamId === streamId && commit.sequence > after && commit.sequence <= last;
      if (isDelivered && nowMs - commit.startedMs <= maxAgeMs) this.#observe(nowMs - commit.startedMs);
    }
  };
}
