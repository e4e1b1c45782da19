/**
 * Presence is the current state of connections, which no database stores: signed-in operators and connected screens.
 * Each process publishes one report per topic. A reader gets the reports of all processes.
 *
 * Promises: the report of a process that ended disappears within `reportTtlMs`. If Redis is unreachable, a reader gets the
 * report of its own process only, and `complete` is false.
 */
export const reportTtlMs = 15_000;

export interface Reports<Report> {
  reports: Report[];
  /** False if the reports of other processes cannot be read. */
  complete: boolean;
}

export interface Presence<Report extends object> {
  /** Replaces the report of this process on the topic. Null removes it. */
  report(topic: string, report: Report | null): void;
  read(topic: string): Promise<Reports<Report>>;
  /** Called when the report of another process may have changed. Returns a function that removes the listener. */
  listen(listener: (topic: string) => void): () => void;
  close(): Promise<void>;
}

/** LocalPresence serves a single process. */
export class LocalPresence<Report extends object> implements Presence<Report> {
  readonly #reports = new Map<string, Report>();

  report(topic: string, report: Report | null): void {
    if (report) this.#reports.set(topic, report);
    else this.#reports.delete(topic);
  }

  async read(topic: string): Promise<Reports<Report>> {
    const own = this.#reports.get(topic);
    return { reports: own ? [own] : [], complete: true };
  }

  listen(): () => void {
    return () => {};
  }

  async close(): Promise<void> {}
}
