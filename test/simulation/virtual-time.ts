/**
 * VirtualTime is the clock, the timers and the immediates of a simulated world. Nothing waits for real time: after each
 * callback all promises are settled, then the clock jumps to the next timer.
 */
import type { Scheduler, Timer } from '../../src/stream/scheduler.ts';

/** The owner of timers. They are counted, to check that none outlives its owner. */
export interface TimerOwner {
  readonly name: string;
  pendingTimers: number;
}

interface PendingTimer {
  atMs: number;
  /** Timers of one moment fire in the order in which they were set. */
  order: number;
  everyMs: number | null;
  callback: () => void;
  owner: TimerOwner;
  isPending: boolean;
}

/** The limit of consecutive immediates. More of them count as an endless loop. */
const maxRounds = 20_000;
const startsAtMs = Date.UTC(2023, 10, 3);
const realImmediate = setImmediate;
const promisesSettled = () => new Promise<void>((resolve) => realImmediate(resolve));

export class VirtualTime {
  /** The timers of libraries, which use those of the process. */
  readonly processOwner: TimerOwner = { name: 'libraries', pendingTimers: 0 };
  readonly #random: () => number;
  readonly #onError: (error: unknown) => void;
  readonly #timers: PendingTimer[] = [];
  #immediates: (() => void)[] = [];
  #nowMs = 0;
  #lastOrder = 0;

  /** `onError` receives what a callback throws: in a process it would be an uncaught exception. */
  constructor(random: () => number, onError: (error: unknown) => void) {
    this.#random = random;
    this.#onError = onError;
  }

  /** Milliseconds since the start. */
  get elapsedMs(): number {
    return this.#nowMs;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return startsAtMs + this.#nowMs;
  }

  schedulerOf(owner: TimerOwner): Scheduler {
    return {
      now: () => this.now(),
      monotonicMs: () => this.#nowMs,
      setTimeout: (callback, waitMs) => this.addTimer(owner, callback, waitMs, null),
      setInterval: (callback, everyMs) => this.addTimer(owner, callback, everyMs, everyMs),
      setImmediate: (callback) => void this.#immediates.push(callback),
      random: this.#random,
    };
  }

  addTimer(owner: TimerOwner, callback: () => void, waitMs: number, everyMs: number | null): Timer {
    const atMs = this.#nowMs + Math.max(0, waitMs || 0);
    const timer = { atMs, order: this.#lastOrder++, everyMs, callback, owner, isPending: true };
    owner.pendingTimers++;
    insert(this.#timers, timer);
    return { cancel: () => this.#remove(timer) };
  }

  addImmediate(callback: () => void): void {
    this.#immediates.push(callback);
  }

  /** Time passes without anything happening, as during a long synchronous task. */
  block(forMs: number): void {
    this.#nowMs += forMs;
  }

  /**
   * Lets time pass. As in a process, timers that are due fire between immediates. `afterStep` is called whenever all
   * promises are settled; false ends the run.
   */
  async advance(byMs: number, afterStep: () => boolean): Promise<void> {
    const endMs = this.#nowMs + byMs;
    let roundsAtOnce = 0;
    for (;;) {
      await promisesSettled();
      if (!afterStep()) return;
      const next = this.#timers[0];
      if (next && next.atMs <= this.#nowMs) this.#fire(next);
      else if (this.#immediates.length > 0) this.#runImmediates();
      else if (!next || next.atMs > endMs) break;
      else {
        this.#nowMs = next.atMs;
        roundsAtOnce = 0;
      }
      if (++roundsAtOnce > maxRounds)
        return this.#onError(new Error('immediates follow one another without an end'));
    }
    this.#nowMs = Math.max(this.#nowMs, endMs);
  }

  #fire(timer: PendingTimer): void {
    if (timer.everyMs === null) this.#remove(timer);
    else this.#repeat(timer, timer.everyMs);
    this.#call(timer.callback);
  }

  #runImmediates(): void {
    const immediates = this.#immediates;
    this.#immediates = [];
    for (const callback of immediates) this.#call(callback);
  }

  #call(callback: () => void): void {
    try {
      callback();
    } catch (error) {
      this.#onError(error);
    }
  }

  #repeat(timer: PendingTimer, everyMs: number): void {
    this.#timers.splice(this.#timers.indexOf(timer), 1);
    timer.atMs = this.#nowMs + everyMs;
    timer.order = this.#lastOrder++;
    insert(this.#timers, timer);
  }

  #remove(timer: PendingTimer): void {
    if (!timer.isPending) return;
    timer.isPending = false;
    timer.owner.pendingTimers--;
    this.#timers.splice(this.#timers.indexOf(timer), 1);
  }
}

/** Keeps the timers in the order in which they fire. */
function insert(timers: PendingTimer[], timer: PendingTimer): void {
  let low = 0;
  let high = timers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timers[middle]!.atMs <= timer.atMs) low = middle + 1;
    else high = middle;
  }
  timers.splice(low, 0, timer);
}
