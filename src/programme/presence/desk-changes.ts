import type { Scheduler, Timer } from '../../stream/scheduler.ts';

/**
 * DeskChanges yields whenever the desk is to be read again: immediately, then after each possible change but at most
 * every `minIntervalMs`, and at least every `maxIntervalMs`.
 *
 * A hand-written iterator, because return() of an `async function*` waits for the pending `await`.
 */
const minIntervalMs = 300;
const maxIntervalMs = 5_000;

export class DeskChangeEvents implements AsyncGenerator<number, void> {
  readonly #end: () => void;
  readonly #scheduler: Scheduler;
  readonly #timer: Timer;
  #changed = true;
  #lastTickMs = Number.NEGATIVE_INFINITY;
  #ticks = 0;
  #wake: (() => void) | null = null;
  #done = false;

  /** `watch` gets the function to call on a change, and returns a function that stops watching. */
  constructor(scheduler: Scheduler, watch: (onChange: () => void) => () => void) {
    this.#scheduler = scheduler;
    this.#end = watch(() => this.#mark());
    this.#timer = scheduler.setInterval(() => this.#mark(), maxIntervalMs);
  }

  #mark(): void {
    this.#changed = true;
    this.#wake?.();
  }

  async next(): Promise<IteratorResult<number, void>> {
    // Nothing is waited for, and no timer made, once it has ended.
    if (this.#done) return { done: true, value: undefined };
    const early = this.#lastTickMs + minIntervalMs - this.#scheduler.monotonicMs();
    if (early > 0) await this.#pause(early);
    while (!this.#changed && !this.#done) await this.#pause(null);
    if (this.#done) return { done: true, value: undefined };
    this.#changed = false;
    this.#lastTickMs = this.#scheduler.monotonicMs();
    return { done: false, value: ++this.#ticks };
  }

  /** Waits for a change or return(), at most `ms`. Null: without a limit. */
  #pause(ms: number | null): Promise<void> {
    return new Promise((resolve) => {
      if (ms === null) this.#wake = resolve;
      else {
        const timer = this.#scheduler.setTimeout(resolve, ms);
        this.#wake = () => {
          if (!this.#done) return;
          timer.cancel();
          resolve();
        };
      }
    });
  }

  async return(): Promise<IteratorResult<number, void>> {
    if (!this.#done) {
      this.#done = true;
      this.#end();
      this.#timer.cancel();
      this.#wake?.();
    }
    return { done: true, value: undefined };
  }

  throw(): Promise<IteratorResult<number, void>> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}
