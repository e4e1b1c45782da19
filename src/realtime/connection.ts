/**
 * Connection owns all resources of the connection of one client: subscriptions, timers, watchers, presence, and its
 * count in the limits. Each WebSocket and each event stream has one.
 *
 * Promises: it is created before anything is awaited. Each registered callback runs exactly once: when the connection
 * ends, or immediately if the connection has already ended. If a callback throws, the others still run.
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

  /** Calls `end` when the connection ends. Returns a function that calls it earlier. `end` is called only once. */
  onEnd(end: () => void): () => void {
    const owned = this.#owned;
    if (!owned) {
      this.#run(end);
      return () => {};
    }
    // A new function, because the same callback may be registered twice.
    const once = () => {
      if (owned.delete(once)) this.#run(end);
    };
    owned.add(once);
    return once;
  }

  /** All callbacks run now, so a client that ignores the close code receives nothing more. */
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
    // Set first, so that callbacks registered from now on run immediately.
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
