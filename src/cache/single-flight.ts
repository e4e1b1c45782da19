/**
 * SingleFlight shares one call among concurrent callers with the same key.
 *
 * A caller can get the result of a call that began earlier. Where this is too old, use FreshRead. Results are not stored:
 * all waiting callers get the result or the error, and the next caller starts another call.
 */
export class SingleFlight<K, V> {
  readonly #calls = new Map<K, Promise<V>>();

  run(key: K, call: () => Promise<V>): Promise<V> {
    const current = this.#calls.get(key);
    if (current) return current;
    const started = call().finally(() => {
      // After forget(), the entry of this key may belong to a newer call.
      if (this.#calls.get(key) === started) this.#calls.delete(key);
    });
    this.#calls.set(key, started);
    return started;
  }

  /** New callers no longer share the calls that are running. */
  forget(): void {
    this.#calls.clear();
  }
}
