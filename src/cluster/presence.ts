/**
 * Presence is what is true at this moment and stored nowhere: who is signed in at a desk, what the screens show. Each
 * process reports on a topic for itself. A reader gets the reports of all processes.
 *
 * Promises: the report of a process that is gone disappears within `reportTtlMs`. Without Redis, or while it is down, a
 * reader gets the report of its own process, marked as incomplete.
 */
export const reportTtlMs = 15_000;

export interface Reports<Report> {
  reports: Report[];
  /** False if the reports of other processes cannot be read. */
  complete: boolean;
}

export interface Presence<Report extends object> {
  /** Replaces the report of this process on the topic. Null withdraws it. */
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
