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
  readonly #timer: NodeJS.Timeout;
  #changed = true;
  #lastTick = 0;
  #ticks = 0;
  #wake: (() => void) | null = null;
  #done = false;

  /** `watch` gets the function to call on a change, and returns a function that stops watching. */
  constructor(watch: (onChange: () => void) => () => void) {
    this.#end = watch(() => this.#mark());
    this.#timer = setInterval(() => this.#mark(), maxIntervalMs);
    this.#timer.unref();
  }

  #mark(): void {
    this.#changed = true;
    this.#wake?.();
  }

  async next(): Promise<IteratorResult<number, void>> {
    // Nothing is waited for, and no timer made, once it has ended.
    if (this.#done) return { done: true, value: undefined };
    const early = this.#lastTick + minIntervalMs - Date.now();
    if (early > 0) await this.#pause(early);
    while (!this.#changed && !this.#done) await this.#pause(null);
    if (this.#done) return { done: true, value: undefined };
    this.#changed = false;
    this.#lastTick = Date.now();
    return { done: false, value: ++this.#ticks };
  }

  /** Waits for a change or return(), at most `ms`. Null: without a limit. */
  #pause(ms: number | null): Promise<void> {
    return new Promise((resolve) => {
      if (ms === null) this.#wake = resolve;
      else {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          if (!this.#done) return;
          clearTimeout(timer);
          resolve();
        };
      }
    });
  }

  async return(): Promise<IteratorResult<number, void>> {
    if (!this.#done) {
      this.#done = true;
      this.#end();
      clearInterval(this.#timer);
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
