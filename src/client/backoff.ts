import { type ClientScheduler, systemScheduler } from './scheduler.ts';

export interface BackoffOptions {
  /** Upper limit of the first wait, in milliseconds. */
  firstMs?: number;
  /** Upper limit of any wait, in milliseconds. */
  maxMs?: number;
}

/**
 * Backoff decides how long to wait before the next attempt: longer each time, up to a limit, and with jitter, so that a
 * thousand clients that lost the same server do not return at the same moment.
 */
export class Backoff {
  readonly #firstMs: number;
  readonly #maxMs: number;
  readonly #scheduler: ClientScheduler;
  #attempts = 0;

  constructor(
    { firstMs = 500, maxMs = 8_000 }: BackoffOptions = {},
    scheduler: ClientScheduler = systemScheduler,
  ) {
    this.#firstMs = firstMs;
    this.#maxMs = maxMs;
    this.#scheduler = scheduler;
  }

  /** From a quarter of the current limit up to the limit, which doubles with each attempt. */
  nextMs(): number {
    const limitMs = Math.min(this.#firstMs * 2 ** this.#attempts, this.#maxMs);
    this.#attempts++;
    return limitMs * (0.25 + this.#scheduler.random() * 0.75);
  }

  /** For errors that only a person can resolve: from three quarters of `maxMs` up to `maxMs`. */
  longestMs(): number {
    return this.#maxMs * (0.75 + this.#scheduler.random() * 0.25);
  }

  reset(): void {
    this.#attempts = 0;
  }
}
