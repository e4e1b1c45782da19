import { type Scheduler, sleep } from '../stream/scheduler.ts';
import { Connection, type ConnectionParts } from './connection.ts';

const drainBatches = 20;

/** Connections holds the open connections of a process, to count them and to close them when the process ends. */
export class Connections {
  readonly #scheduler: Scheduler;
  readonly #open = new Set<Connection>();

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

  /**
   * Closes the connections with 1012 (Service Restart), in batches over the given time and in random order, so that
   * their clients do not all reconnect at the same moment.
   */
  async drain(withinMs: number): Promise<void> {
    const shuffled = [...this.#open]
      .map((connection) => ({ connection, at: this.#scheduler.random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ connection }) => connection);
    const batchSize = Math.ceil(shuffled.length / drainBatches);
    for (let start = 0; start < shuffled.length; start += batchSize) {
      for (const connection of shuffled.slice(start, start + batchSize)) connection.close('SERVICE_RESTART');
      await sleep(this.#scheduler, withinMs / drainBatches);
    }
    this.terminateAll();
  }

  terminateAll(): void {
    for (const connection of [...this.#open]) connection.terminate();
  }
}
