import type { Entry } from './source.ts';

/** The newest entries of one stream, without a gap. */
export class Ring<E extends Entry> {
  readonly #capacity: number;
  #entries: E[] = [];
  /** The sequence before the oldest entry held. */
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
    // Cut in halves, so that a push costs the same on average however large the ring is.
    if (this.#entries.length >= this.#capacity * 2) this.#cut(this.#capacity);
  }

  /** Null where the ring no longer reaches back that far. */
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

  #cut(keep: number): void {
    this.#base += this.#entries.length - keep;
    this.#entries = this.#entries.slice(-keep);
  }
}
