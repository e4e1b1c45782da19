import { FreshRead } from '../cache/fresh-read.ts';
import type { StreamState } from './cursor.ts';
import type { Entry, StreamSource } from './source.ts';

/** StateReader reads the current state of streams. Concurrent callers share one query, also for different streams. */
export class StateReader<E extends Entry> {
  #nextIds = new Set<string>();
  readonly #states: FreshRead<ReadonlyMap<string, StreamState>>;

  constructor(source: StreamSource<E>) {
    this.#states = new FreshRead(() => {
      const ids = [...this.#nextIds];
      this.#nextIds = new Set();
      return source.readStates(ids);
    });
  }

  async read(streamId: string): Promise<StreamState | undefined> {
    this.#nextIds.add(streamId);
    return (await this.#states.read()).get(streamId);
  }
}
