/**
 * ReadQueue limits how many read statements run at the same time, and decides which one is next when connections are busy.
 *
 * Promises: mutations and the announcement stream never wait behind reads, because they do not pass through here.
 * Callers are served round-robin, one statement each, so that a caller with many statements delays itself. Callers with a token come
 * before public ones, which are never stopped. A statement that has waited too long, or comes when too many wait, is rejected with
 * ReadsOverloaded: public ones first.
 */
import { CallerQueues } from './caller-queues.ts';
import { ReadsOverloaded } from './reads-overloaded.ts';

export interface Reader {
  /** The token or the address. */
  key: string;
  isPublic: boolean;
}

export interface ReadQueueOptions {
  maxRunning: number;
  /** Who the running code reads for. Null: the server itself. */
  currentReader: () => Reader | null;
  monotonicMs: () => number;
  /** Waits for a turn of the event loop with time left, in which a result is processed; undefined if this one has. */
  continueFor?: (reader: Reader) => Promise<void> | undefined;
}

interface ClassLimits {
  maxWaiting: number;
  maxWaitMs: number;
}

/** Statements that hang end after seconds only, and those that wait for them need an answer before. */
export const rejectEveryMs = 250;

const publicLimits: ClassLimits = { maxWaiting: 2_000, maxWaitMs: 2_000 };
const tokenLimits: ClassLimits = { maxWaiting: 4_000, maxWaitMs: 4_000 };
const limitsOf = (isPublic: boolean) => (isPublic ? publicLimits : tokenLimits);
const server: Reader = { key: 'server', isPublic: false };

interface Waiting {
  isPublic: boolean;
  sinceMs: number;
  start: () => void;
  reject: (error: Error) => void;
}

export class ReadQueue {
  readonly #options: ReadQueueOptions;
  readonly #waiting = new CallerQueues<Waiting>();
  #running = 0;
  /** Statements that were rejected, of callers without and with a token. */
  readonly rejected = { public: 0, token: 0 };

  constructor(options: ReadQueueOptions) {
    this.#options = options;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  async run<Result>(read: () => Promise<Result>): Promise<Result> {
    if (this.#running >= this.#options.maxRunning) await this.#admitted();
    else this.#running++;
    let result: Result;
    try {
      result = await read();
    } finally {
      this.#running--;
      this.#startNext();
    }
    const { currentReader, continueFor } = this.#options;
    // Results that arrive together are each processed in a turn of their own.
    const turn = continueFor?.(currentReader() ?? server);
    if (turn) await turn;
    return result;
  }

  #admitted(): Promise<void> {
    const { currentReader, monotonicMs } = this.#options;
    const { key, isPublic } = currentReader() ?? server;
    const queue = this.#waiting.of(isPublic);
    if (queue.size >= limitsOf(isPublic).maxWaiting) return Promise.reject(this.#overloaded(isPublic));
    return new Promise((start, reject) => {
      queue.add(key, { isPublic, sinceMs: monotonicMs(), start, reject });
    });
  }

  /** Rejects what has waited too long, also while no statement ends. Call it about every `rejectEveryMs`. */
  rejectExpired(): void {
    const nowMs = this.#options.monotonicMs();
    const expired = this.#waiting.takeExpired(
      ({ sinceMs, isPublic }) => nowMs - sinceMs > limitsOf(isPublic).maxWaitMs,
    );
    for (const { reject, isPublic } of expired) reject(this.#overloaded(isPublic));
  }

  #startNext(): void {
    const next = this.#waiting.take();
    if (!next) return;
    this.#running++;
    next.start();
  }

  #overloaded(isPublic: boolean): ReadsOverloaded {
    this.rejected[isPublic ? 'public' : 'token']++;
    return new ReadsOverloaded();
  }
}
