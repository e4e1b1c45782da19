/**
 * FreshRead lets callers share a read whose answer is never older than their question: while one read is running,
 * callers gather for the next. A thousand callers cost a handful of reads.
 */
export class FreshRead<T> {
  readonly #read: () => Promise<T>;
  #next: Promise<T> | null = null;
  #running: Promise<unknown> = Promise.resolve();

  constructor(read: () => Promise<T>) {
    this.#read = read;
  }

  read(): Promise<T> {
    this.#next ??= this.#startNext();
    return this.#next;
  }

  #startNext(): Promise<T> {
    const answer = this.#running.then(() => {
      this.#next = null;
      return this.#read();
    });
    this.#running = answer.catch(() => {});
    return answer;
  }
}
