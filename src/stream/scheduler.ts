/**
 * Scheduler provides clocks, timers and randomness to the stream, its connections and the caches. Tests pass a simulated
 * one instead of systemScheduler.
 */
export interface Timer {
  cancel(): void;
}

export interface Scheduler {
  /** The system time in milliseconds since 1970. It can jump. */
  now(): number;
  /** A monotonic clock, in milliseconds since an arbitrary time. */
  monotonicMs(): number;
  /** The timer does not keep the process alive. A wait is at most maxTimerMs. */
  setTimeout(callback: () => void, waitMs: number): Timer;
  setInterval(callback: () => void, everyMs: number): Timer;
  setImmediate(callback: () => void): void;
  /** From 0 up to, but not including, 1. */
  random(): number;
}

/** Node fires a timer with a longer wait immediately. */
export const maxTimerMs = 2 ** 31 - 1;

export const systemScheduler: Scheduler = Object.freeze({
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  setTimeout: (callback: () => void, waitMs: number) => {
    const timer = setTimeout(callback, Math.min(waitMs, maxTimerMs)).unref();
    return { cancel: () => clearTimeout(timer) };
  },
  setInterval: (callback: () => void, everyMs: number) => {
    const timer = setInterval(callback, everyMs).unref();
    return { cancel: () => clearInterval(timer) };
  },
  setImmediate: (callback: () => void) => void setImmediate(callback),
  random: () => Math.random(),
});

/** sleep resolves after waitMs. */
export function sleep(scheduler: Scheduler, waitMs: number): Promise<void> {
  return new Promise((resolve) => scheduler.setTimeout(resolve, waitMs));
}
