/**
 * Connection owns everything that the connection of one client causes to exist: subscriptions, timers, watchers,
 * presence, its place in the limits. WebSockets and event streams have one each.
 *
 * Promises: it is created before anything is awaited. What is registered ends exactly once, when the connection ends,
 * or at once if the connection has ended meanwhile. A failing callback does not keep the others from running.
 */
import type { CloseCodeName } from '../errors/close-codes.ts';

export interface ConnectionParts {
  /** Sends the client the reason and closes the transport. */
  close: (reason: CloseCodeName) => void;
  /** Closes the transport without waiting for the client. */
  terminate: () => void;
  onError: (error: unknown) => void;
}

export class Connection {
  readonly #parts: ConnectionParts;
  readonly #onClosed: () => void;
  #owned: Set<() => void> | null = new Set();

  /** `onClosed` is called when the transport is closed, which a client can delay after close(). */
  constructor(parts: ConnectionParts, onClosed: () => void = () => {}) {
    this.#parts = parts;
    this.#onClosed = onClosed;
  }

  get ended(): boolean {
    return this.#owned === null;
  }

  /** Calls `end` when the connection ends. Returns a function that calls it earlier, and only once in all. */
  onEnd(end: () => void): () => void {
    const owned = this.#owned;
    if (!owned) {
      this.#run(end);
      return () => {};
    }
    // A function of its own: the same callback may be registered twice.
    const once = () => {
      if (owned.delete(once)) this.#run(end);
    };
    owned.add(once);
    return once;
  }

  /** Everything ends now: a client that ignores the close code receives nothing more. */
  close(reason: CloseCodeName): void {
    if (this.ended) return;
    this.#run(() => this.#parts.close(reason));
    this.#endOwned();
  }

  terminate(): void {
    this.#parts.terminate();
  }

  /** Called once the transport is closed. */
  end(): void {
    this.#endOwned();
    this.#onClosed();
  }

  #endOwned(): void {
    const owned = this.#owned;
    if (!owned) return;
    // First: what is registered from now on ends at once.
    this.#owned = null;
    for (const once of owned) once();
  }

  #run(end: () => void): void {
    try {
      end();
    } catch (error) {
      this.#parts.onError(error);
    }
  }
}
