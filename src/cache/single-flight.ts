/**
 * SingleFlight lets callers that ask for the same key at the same time share one call.
 *
 * A caller that joins gets the result of a call that began before it asked. Where an answer must never be older than
 * its question, use FreshRead. Nothing is stored: a failure reaches those who wait for it, and the next caller calls again.
 */
export class SingleFlight<K, V> {
  readonly #calls = new Map<K, Promise<V>>();

  run(key: K, call: () => Promise<V>): Promise<V> {
    const current = this.#calls.get(key);
    if (current) return current;
    const started = call().finally(() => {
      // After forget() another call may have taken the place.
      if (this.#calls.get(key) === started) this.#calls.delete(key);
    });
    this.#calls.set(key, started);
    return started;
  }

  /** Callers from now on do not join the calls that are running. */
  forget(): void {
    this.#calls.clear();
  }
}
