import type { StreamState } from './cursor.ts';
import type { Entry, StreamSource } from './source.ts';

/**
 * Reads where streams stand, now: an answer is never older than the question. While one read is under way,
 * later questions gather for the next, so five thousand screens that come back ask a handful of times.
 */
export class StateReader<E extends Entry> {
  readonly #source: StreamSource<E>;
  #next: { ids: Set<string>; answer: Promise<ReadonlyMap<string, StreamState>> } | null = null;
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(source: StreamSource<E>) {
    this.#source = source;
  }

  async read(streamId: string): Promise<StreamState | undefined> {
    this.#next ??= this.#gather();
    const batch = this.#next;
    batch.ids.add(streamId);
    return (await batch.answer).get(streamId);
  }

  #gather() {
    const ids = new Set<string>();
    const answer = this.#underWay
      .catch(() => {})
      .then(() => {
        this.#next = null;
        return this.#source.readStates([...ids]);
      });
    this.#underWay = answer;
    return { ids, answer };
  }
}
