import type { Entry } from './source.ts';

/**
 * RingBuffer holds the newest entries of one stream, without a gap: at most twice `capacity` entries, and at most
 * maxRingBytes unless a single entry is larger.
 */
export const maxRingBytes = 16 * 1024 * 1024;

export class RingBuffer<E extends Entry> {
  readonly #capacity: number;
  readonly #bytesOf: (entry: E) => number;
  #entries: E[] = [];
  #bytes: number[] = [];
  #totalBytes = 0;
  /** The sequence before the oldest entry. */
  #base: number;

  constructor(capacity: number, base: number, bytesOf: (entry: E) => number) {
    this.#capacity = capacity;
    this.#bytesOf = bytesOf;
    this.#base = base;
  }

  get head(): number {
    return this.#base + this.#entries.length;
  }

  push(entry: E): void {
    const bytes = this.#bytesOf(entry);
    this.#entries.push(entry);
    this.#bytes.push(bytes);
    this.#totalBytes += bytes;
    // Removes half of the entries together, so that the amortized cost of a push is constant.
    if (this.#entries.length >= this.#capacity * 2) this.keepNewest(this.#capacity);
    while (this.#totalBytes > maxRingBytes && this.#entries.length > 1)
      this.keepNewest(Math.ceil(this.#entries.length / 2));
  }

  /** Null if the buffer no longer has the entry after the sequence. */
  after(sequence: number, limit: number): E[] | null {
    const start = sequence - this.#base;
    return start < 0 ? null : this.#entries.slice(start, start + limit);
  }

  truncate(head: number): void {
    const kept = Math.max(0, Math.min(this.#entries.length, head - this.#base));
    this.#base = Math.min(this.#base, head);
    this.#entries.length = kept;
    this.#bytes.length = kept;
    this.#countBytes();
  }

  keepNewest(count: number): void {
    if (count >= this.#entries.length) return;
    this.#base += this.#entries.length - count;
    this.#entries = this.#entries.slice(-count);
    this.#bytes = this.#bytes.slice(-count);
    this.#countBytes();
  }

  #countBytes(): void {
    this.#totalBytes = this.#bytes.reduce((sum, bytes) => sum + bytes, 0);
  }
}
