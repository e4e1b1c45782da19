/** How long to wait before the next try: longer each time, never the same for two clients, and never for ever. */

export interface BackoffOptions {
  /** Of the first wait, at the most, in milliseconds. */
  firstMs?: number;
  /** Of any wait, at the most, in milliseconds. */
  maxMs?: number;
}

export class Backoff {
  readonly #firstMs: number;
  readonly #maxMs: number;
  #tries = 0;

  constructor({ firstMs = 500, maxMs = 8_000 }: BackoffOptions = {}) {
    this.#firstMs = firstMs;
    this.#maxMs = maxMs;
  }

  /** Between a quarter and the whole of what is due, so that a hall that lost its server does not come back as one. */
  nextMs(): number {
    const due = Math.min(this.#firstMs * 2 ** this.#tries, this.#maxMs);
    this.#tries++;
    return due * (0.25 + Math.random() * 0.75);
  }

  /** For what only a person can mend: as seldom as it gets. */
  longestMs(): number {
    return this.#maxMs * (0.75 + Math.random() * 0.25);
  }

  reset(): void {
    this.#tries = 0;
  }
}

/** Resolves early, without an error, when the signal is aborted. */
export function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}
