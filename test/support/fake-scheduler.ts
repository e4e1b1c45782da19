import { maxTimerMs, type Scheduler, type Timer } from '../../src/stream/scheduler.ts';

interface PendingTimer {
  atMs: number;
  everyMs: number | null;
  callback: () => void;
}

/** Rounds of promises and immediates that may follow one another before a test is taken for an endless loop. */
const maxRounds = 10_000;

/** FakeScheduler is a clock that a test advances by hand. Timers fire in order; nothing waits for real time. */
export class FakeScheduler implements Scheduler {
  /** What random() returns. */
  chance = 0.5;
  readonly #timers = new Set<PendingTimer>();
  #immediates: (() => void)[] = [];
  #elapsedMs = 0;
  /** The time of the wall clock, which can be set apart from the monotonic one. */
  wallMs = Date.UTC(2023, 10, 3);

  /** Timers that have not fired and are not cancelled. */
  get pendingTimers(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.wallMs + this.#elapsedMs;
  }

  monotonicMs(): number {
    return this.#elapsedMs;
  }

  setTimeout(callback: () => void, waitMs: number): Timer {
    return this.#add({ atMs: this.#elapsedMs + Math.min(waitMs, maxTimerMs), everyMs: null, callback });
  }

  setInterval(callback: () => void, everyMs: number): Timer {
    return this.#add({ atMs: this.#elapsedMs + everyMs, everyMs, callback });
  }

  setImmediate(callback: () => void): void {
    this.#immediates.push(callback);
  }

  random(): number {
    return this.chance;
  }

  /** Runs promises and immediates until nothing is left to do at this moment. */
  async settle(): Promise<void> {
    for (let round = 0; round < maxRounds; round++) {
      await new Promise((resolve) => setImmediate(resolve));
      const immediates = this.#immediates;
      this.#immediates = [];
      if (immediates.length === 0) return;
      for (const callback of immediates) callback();
    }
    throw new Error('immediates follow one another without an end');
  }

  /** Lets time pass, and everything happen that is scheduled for it. */
  async advance(byMs: number): Promise<void> {
    const endMs = this.#elapsedMs + byMs;
    await this.settle();
    for (;;) {
      const [next] = [...this.#timers].sort((a, b) => a.atMs - b.atMs);
      if (!next || next.atMs > endMs) break;
      this.#elapsedMs = Math.max(this.#elapsedMs, next.atMs);
      if (next.everyMs === null) this.#timers.delete(next);
      else next.atMs += next.everyMs;
      next.callback();
      await this.settle();
    }
    this.#elapsedMs = endMs;
  }

  /** Time passes without anything happening, as during a long synchronous task. */
  block(forMs: number): void {
    this.#elapsedMs += forMs;
  }

  #add(timer: PendingTimer): Timer {
    this.#timers.add(timer);
    return { cancel: () => void this.#timers.delete(timer) };
  }
}
