/** ClientScheduler provides the clock, timers and randomness of the client. Tests pass a simulated one. */
export interface ClientScheduler {
  /** Milliseconds since 1970. */
  now(): number;
  /** From 0 up to, but not including, 1. */
  random(): number;
  setTimeout(callback: () => void, waitMs: number): { cancel(): void };
}

export const systemScheduler: ClientScheduler = Object.freeze({
  now: () => Date.now(),
  random: () => Math.random(),
  setTimeout: (callback: () => void, waitMs: number) => {
    const timer = setTimeout(callback, waitMs);
    return { cancel: () => clearTimeout(timer) };
  },
});

/** wait resolves after `waitMs`, or early and without an error when the signal is aborted. */
export function wait(scheduler: ClientScheduler, waitMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      timer.cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = scheduler.setTimeout(done, waitMs);
    signal.addEventListener('abort', done);
  });
}
