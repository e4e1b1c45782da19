import { type Scheduler, sleep } from '../stream/scheduler.ts';
import { Connection, type ConnectionParts } from './connection.ts';

const drainBatches = 20;

/** Connections holds the open connections of a process, to count them and to close them when the process ends. */
export class Connections {
  readonly #scheduler: Scheduler;
  readonly #open = new Set<Connection>();
  #isDraining = false;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  open(parts: ConnectionParts): Connection {
    const connection: Connection = new Connection(parts, () => this.#open.delete(connection));
    this.#open.add(connection);
    return connection;
  }

  get size(): number {
    return this.#open.size;
  }

  /** No connection should be opened any more: it would be ended within seconds. */
  get isDraining(): boolean {
    return this.#isDraining;
  }

  /**
   * Closes the connections with 1012 (Service Restart), in batches over the given time and in random order, so that
   * their clients do not all reconnect at the same moment.
   */
  async drain(withinMs: number): Promise<void> {
    this.#isDraining = true;
    const shuffled = [...this.#open]
      .map((connection) => ({ connection, at: this.#scheduler.random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ connection }) => connection);
    const batchSize = Math.ceil(shuffled.length / drainBatches);
    const startedMs = this.#scheduler.monotonicMs();
    for (let batch = 0; batch * batchSize < shuffled.length; batch++) {
      const start = batch * batchSize;
      for (const connection of shuffled.slice(start, start + batchSize)) connection.close('SERVICE_RESTART');
      // By the clock: what one batch or a late timer takes longer, the next pause is shorter.
      const nextMs = startedMs + ((batch + 1) * withinMs) / drainBatches;
      await sleep(this.#scheduler, Math.max(0, nextMs - this.#scheduler.monotonicMs()));
    }
    this.terminateAll();
  }

  terminateAll(): void {
    for (const connection of [...this.#open]) connection.terminate();
  }
}
