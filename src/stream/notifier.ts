/**
 * "X is at n", from process to process: a stream at a sequence, a desk at a moment. Never content, and never more
 * than a reason to look.
 */
export type NotificationListener = (id: string, at: number) => void;

export interface Notifier {
  /** False while hints are known not to arrive: the hub then looks more often. */
  readonly healthy: boolean;
  /** Returns what ends it. */
  listen(listener: NotificationListener): () => void;
  /** Does not wait and does not fail: whoever made the change has its answer already. */
  publish(id: string, at: number): void;
  close(): Promise<void>;
}

/** Hands hints on to whoever listens in this process. */
export class NotificationListeners {
  readonly #listeners = new Set<NotificationListener>();

  add(listener: NotificationListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  notify(id: string, at: number): void {
    for (const listener of this.#listeners) listener(id, at);
  }
}

/** For one process. */
export class LocalNotifier implements Notifier {
  readonly healthy = true;
  readonly #listeners = new NotificationListeners();

  listen(listener: NotificationListener): () => void {
    return this.#listeners.add(listener);
  }

  publish(id: string, at: number): void {
    this.#listeners.notify(id, at);
  }

  async close(): Promise<void> {}
}
