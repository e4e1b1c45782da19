/** Ticks is what a subscription of one caller alone listens to. */
export class Ticks {
  readonly #listeners = new Set<(count: number) => void>();
  #count = 0;

  get listenerCount(): number {
    return this.#listeners.size;
  }

  tick(): void {
    this.#count++;
    for (const listener of [...this.#listeners]) listener(this.#count);
  }

  open(): AsyncGenerator<{ ticks: number }> {
    const waiting: number[] = [];
    let wake: (() => void) | null = null;
    let isOver = false;
    const listener = (count: number) => {
      waiting.push(count);
      wake?.();
    };
    this.#listeners.add(listener);
    const done = { done: true as const, value: undefined };
    return {
      next: async () => {
        while (!isOver && waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve));
        return isOver ? done : { done: false, value: { ticks: waiting.shift()! } };
      },
      return: async () => {
        isOver = true;
        this.#listeners.delete(listener);
        wake?.();
        return done;
      },
      throw: async () => done,
      [Symbol.asyncIterator]() {
        return this;
      },
      async [Symbol.asyncDispose]() {},
    } as AsyncGenerator<{ ticks: number }>;
  }
}
