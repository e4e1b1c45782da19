/**
 * FreshRead shares one read among concurrent callers. Each caller gets a read that began after its call: while one read
 * is running, all new callers wait for the next one.
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
    const result = this.#running.then(() => {
      this.#next = null;
      return this.#read();
    });
    this.#running = result.catch(() => {});
    return result;
  }
}
