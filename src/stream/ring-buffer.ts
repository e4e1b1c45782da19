import type { Entry } from './source.ts';

/** RingBuffer holds the newest entries of one stream, without a gap: at least `capacity` of them, at most twice as many. */
export class RingBuffer<E extends Entry> {
  readonly #capacity: number;
  #entries: E[] = [];
  /** The sequence before the oldest entry. */
  #base: number;

  constructor(capacity: number, base: number) {
    this.#capacity = capacity;
    this.#base = base;
  }

  get head(): number {
    return this.#base + this.#entries.length;
  }

  push(entry: E): void {
    this.#entries.push(entry);
    // Removes half of the entries at once, so that the amortized cost of a push is constant.
    if (this.#entries.length >= this.#capacity * 2) this.#keepNewest(this.#capacity);
  }

  /** Null if the buffer no longer has the entry after the sequence. */
  after(sequence: number, limit: number): E[] | null {
    const start = sequence - this.#base;
    return start < 0 ? null : this.#entries.slice(start, start + limit);
  }

  truncate(head: number): void {
    if (head >= this.#base) this.#entries.length = Math.min(this.#entries.length, head - this.#base);
    else {
      this.#entries = [];
      this.#base = head;
    }
  }

  #keepNewest(count: number): void {
    this.#base += this.#entries.length - count;
    this.#entries = this.#entries.slice(-count);
  }
}
