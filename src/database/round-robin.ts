/** RoundRobin holds what waits, in a queue of each caller, and takes one of each caller in turn. */
export class RoundRobin<Waiting> {
  /** The next caller is the first of the map. */
  readonly #queues = new Map<string, Waiting[]>();
  size = 0;

  add(key: string, waiting: Waiting): void {
    const queue = this.#queues.get(key);
    if (queue) queue.push(waiting);
    else this.#queues.set(key, [waiting]);
    this.size++;
  }

  take(): Waiting | null {
    for (const [key, queue] of this.#queues) {
      const waiting = queue.shift()!;
      this.#queues.delete(key);
      if (queue.length > 0) this.#queues.set(key, queue);
      this.size--;
      return waiting;
    }
    return null;
  }

  /** Removes what is expired, and returns it. What a caller added first expires first. */
  takeExpired(isExpired: (waiting: Waiting) => boolean): Waiting[] {
    const expired: Waiting[] = [];
    for (const [key, queue] of this.#queues) {
      const kept = queue.findIndex((waiting) => !isExpired(waiting));
      expired.push(...queue.splice(0, kept === -1 ? queue.length : kept));
      if (queue.length === 0) this.#queues.delete(key);
    }
    this.size -= expired.length;
    return expired;
  }
}
