import type { Scheduler } from '../stream/scheduler.ts';

/** How long operations may start in one turn of the event loop before sockets are served again. */
const sliceMs = 10;

/**
 * TimeSlices distributes operations that arrive together over several turns of the event loop, so that one caller
 * does not block the others. A single operation does not wait.
 */
export class TimeSlices {
  readonly #scheduler: Scheduler;
  readonly #waiting: (() => void)[] = [];
  #sliceBeganAtMs: number | null = null;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  /**
   * Returns undefined if this turn has time left, else a promise that resolves in a turn with time left. Do not await
   * undefined: all waiting callers would continue before the first of them has used any time.
   */
  yield(): Promise<void> | undefined {
    const nowMs = this.#scheduler.monotonicMs();
    if (this.#sliceBeganAtMs === null) {
      this.#begin(nowMs);
      return undefined;
    }
    if (this.#waiting.length === 0 && nowMs - this.#sliceBeganAtMs < sliceMs) return undefined;
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #begin(nowMs: number): void {
    this.#sliceBeganAtMs = nowMs;
    this.#scheduler.setImmediate(() => this.#next());
  }

  /** One operation per turn, because its duration is known only afterwards. */
  #next(): void {
    this.#sliceBeganAtMs = null;
    const resume = this.#waiting.shift();
    if (!resume) return;
    this.#begin(this.#scheduler.monotonicMs());
    resume();
  }
}
