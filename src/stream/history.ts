import type { Entry, StreamCounters, StreamSource } from './source.ts';

const pageSize = 128;
const maxPages = 64;

/**
 * The record before the ring, read in pages that all replays share: a thousand screens that come back
 * at once, each at another place, cost as many reads as there are pages between them.
 */
export class History<E extends Entry> {
  readonly #streamId: string;
  readonly #source: StreamSource<E>;
  readonly #counters: StreamCounters;
  /** In order of last use. What is on record does not change, so a page stays right. */
  readonly #pages = new Map<number, Promise<E[]>>();

  constructor(streamId: string, source: StreamSource<E>, counters: StreamCounters) {
    this.#streamId = streamId;
    this.#source = source;
    this.#counters = counters;
  }

  /** Up to a page of what follows the sequence; `head` is the newest one on record. */
  async after(sequence: number, head: number): Promise<E[]> {
    const index = Math.floor(sequence / pageSize);
    const complete = (index + 1) * pageSize <= head;
    const page = await (complete ? this.#cached(index) : this.#read(index));
    return page.filter((entry) => entry.sequence > sequence);
  }

  clear(): void {
    this.#pages.clear();
  }

  #cached(index: number): Promise<E[]> {
    const known = this.#pages.get(index);
    this.#pages.delete(index);
    const page = known ?? this.#read(index);
    this.#pages.set(index, page);
    if (!known) {
      page.catch(() => this.#pages.delete(index));
      if (this.#pages.size > maxPages) this.#pages.delete(this.#pages.keys().next().value!);
    }
    return page;
  }

  #read(index: number): Promise<E[]> {
    this.#counters.replayPages++;
    return this.#source.readAfter(this.#streamId, index * pageSize, pageSize);
  }
}
