import { CallerQueues } from '../database/caller-queues.ts';
import type { Reader } from '../database/read-queue.ts';
import { ReadsOverloaded } from '../database/reads-overloaded.ts';

import type { Scheduler } from '../stream/scheduler.ts';

/** How long operations may start in one turn of the event loop before sockets are served again. */
const sliceMs = 10;

/** Each holds its request in memory. Beyond this number, callers without a token are asked to try again. */
const maxWaitingPublic = 4_000;

/**
 * TimeSlices distributes operations that arrive together over several turns of the event loop, so that one caller
 * does not block the others. A single operation does not wait.
 *
 * Promises: callers with a token come before those without one, and within both, callers are served round-robin, one
 * operation each: no flood of public operations delays a signing, and a caller with many operations delays itself. No flood
 * of callers with a token stops the public ones.
 */
export class TimeSlices {
  readonly #scheduler: Scheduler;
  readonly #waiting = new CallerQueues<() => void>();
  #sliceBeganAtMs: number | null = null;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  /**
   * Returns undefined if this turn has time left, else a promise that resolves in a turn with time left. Do not await
   * undefined: all waiting callers would continue before the first of them has used any time.
   *
   * @throws ReadsOverloaded if too many operations without a token wait.
   */
  yield(reader: Reader): Promise<void> | undefined {
    if (reader.isPublic && this.#waiting.public.size >= maxWaitingPublic) throw new ReadsOverloaded();
    return this.continue(reader);
  }

  /** The same for an operation that has started already, such as one whose rows have arrived. Never throws. */
  continue({ key, isPublic }: Reader): Promise<void> | undefined {
    const nowMs = this.#scheduler.monotonicMs();
    if (this.#sliceBeganAtMs === null) {
      this.#begin(nowMs);
      return undefined;
    }
    const { tokens, public: others } = this.#waiting;
    const isWaiting = tokens.size > 0 || (isPublic && others.size > 0);
    if (!isWaiting && nowMs - this.#sliceBeganAtMs < sliceMs) return undefined;
    return new Promise((resolve) => this.#waiting.of(isPublic).add(key, resolve));
  }

  #begin(nowMs: number): void {
    this.#sliceBeganAtMs = nowMs;
    this.#scheduler.setImmediate(() => this.#next());
  }

  /** One operation per turn, because its duration is known only afterwards. */
  #next(): void {
    this.#sliceBeganAtMs = null;
    const resume = this.#waiting.take();
    if (!resume) return;
    this.#begin(this.#scheduler.monotonicMs());
    resume();
  }
}
