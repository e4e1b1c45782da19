/**
 * What is true of this moment and stands in no record: who is at a desk, what screens have shown. Each process
 * reports on a topic for itself; a reader gets the reports of all of them.
 *
 * Promises: a report is gone when its process is, after `reportTtlMs` at the latest. Without Redis, and while it is
 * away, a reader sees its own process alone, and is told so.
 */
export const reportTtlMs = 15_000;

export interface Reports<Report> {
  reports: Report[];
  /** False where other processes' reports could not be read. */
  complete: boolean;
}

export interface Presence<Report extends object> {
  /** Replaces what this process says of the topic; null withdraws it. */
  report(topic: string, report: Report | null): void;
  read(topic: string): Promise<Reports<Report>>;
  /** Called when somebody else's report may have changed. Returns what ends it. */
  listen(listener: (topic: string) => void): () => void;
  close(): Promise<void>;
}

/** For one process. */
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
