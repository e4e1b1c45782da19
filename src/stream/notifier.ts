/**
 * Notifier sends notifications between processes: an id with a number, which is the newest sequence of a stream or the
 * time of a change. A notification has no content. It only says when to read.
 */
export type NotificationListener = (id: string, at: number) => void;

export interface Notifier {
  /** False while notifications are lost. The hub then polls more often. */
  readonly healthy: boolean;
  /** Returns a function that removes the listener. */
  listen(listener: NotificationListener): () => void;
  /** Returns immediately and never throws, because the mutation is already committed. */
  publish(id: string, at: number): void;
  close(): Promise<void>;
}

/** NotificationListeners passes notifications to the listeners of this process. */
export class NotificationListeners {
  readonly #listeners = new Set<NotificationListener>();

  get size(): number {
    return this.#listeners.size;
  }

  add(listener: NotificationListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  notify(id: string, at: number): void {
    for (const listener of this.#listeners) listener(id, at);
  }
}

/** LocalNotifier serves a single process. */
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
