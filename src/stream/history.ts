import { createBoundedCache } from '../cache/bounded-cache.ts';
import { SingleFlight } from '../cache/single-flight.ts';
import type { Entry, StreamCounters, StreamSource } from './source.ts';

const pageEntries = 128;
const maxCachedBytes = 16 * 1024 * 1024;

/**
 * History reads entries that are no longer in the ring buffer, in pages that all replays share. If a thousand screens
 * resume at different positions, each page is read once.
 */
export class History<E extends Entry> {
  readonly #streamId: string;
  readonly #source: StreamSource<E>;
  readonly #counters: StreamCounters;
  readonly #reads = new SingleFlight<number, E[]>();
  /** Complete pages only. They are valid until the stream is truncated, because entries do not change. */
  readonly #pages = createBoundedCache<number, E[]>({
    maxBytes: maxCachedBytes,
    bytesOf: (page) => page.reduce((sum, entry) => sum + this.#source.bytesOf(entry), 0),
  });

  #generation = 0;

  constructor(streamId: string, source: StreamSource<E>, counters: StreamCounters) {
    this.#streamId = streamId;
    this.#source = source;
    this.#counters = counters;
  }

  /** Entries after the sequence, at most one page. `head` is the newest sequence of the stream. */
  async after(sequence: number, head: number): Promise<E[]> {
    const index = Math.floor(sequence / pageEntries);
    const page = this.#pages.get(index) ?? (await this.#read(index, head));
    return page.filter((entry) => entry.sequence > sequence);
  }

  /** Called when the stream lost entries. The results of running reads are not cached. */
  clear(): void {
    this.#generation++;
    this.#pages.clear();
    this.#reads.forget();
  }

  #read(index: number, head: number): Promise<E[]> {
    const isComplete = (index + 1) * pageEntries <= head;
    if (!isComplete) return this.#readPage(index);
    return this.#reads.run(index, async () => {
      const generation = this.#generation;
      const page = await this.#readPage(index);
      if (generation === this.#generation && page.length === pageEntries) this.#pages.set(index, page);
      return page;
    });
  }

  #readPage(index: number): Promise<E[]> {
    this.#counters.replayPages++;
    return this.#source.readAfter(this.#streamId, index * pageEntries, pageEntries);
  }
}
