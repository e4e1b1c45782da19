/**
 * ReadQueue limits how many read statements run at the same time, and decides which one is next when connections are busy.
 *
 * Promises: mutations and the announcement stream never wait behind reads, because they do not pass through here.
 * Callers are served round-robin, one statement each, so that a caller with many statements delays itself. Callers with a token come
 * before public ones. A statement that has waited too long, or comes when too many wait, is rejected with
 * ReadsOverloaded: public ones first.
 */
import { ReadsOverloaded } from './reads-overloaded.ts';
import { RoundRobin } from './round-robin.ts';

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

const publicLimits: ClassLimits = { maxWaiting: 2_000, maxWaitMs: 2_000 };
const tokenLimits: ClassLimits = { maxWaiting: 4_000, maxWaitMs: 4_000 };
const server: Reader = { key: 'server', isPublic: false };

interface Waiting {
  sinceMs: number;
  start: () => void;
  reject: (error: Error) => void;
}

/** The waiting statements of one class of callers. */
class WaitingStatements extends RoundRobin<Waiting> {
  readonly limits: ClassLimits;

  constructor(limits: ClassLimits) {
    super();
    this.limits = limits;
  }
}

export class ReadQueue {
  readonly #options: ReadQueueOptions;
  readonly #tokens = new WaitingStatements(tokenLimits);
  readonly #public = new WaitingStatements(publicLimits);
  #running = 0;
  /** Statements that were rejected, of callers without and with a token. */
  readonly rejected = { public: 0, token: 0 };

  constructor(options: ReadQueueOptions) {
    this.#options = options;
  }

  get waiting(): number {
    return this.#tokens.size + this.#public.size;
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
    const queue = isPublic ? this.#public : this.#tokens;
    if (queue.size >= queue.limits.maxWaiting) return Promise.reject(this.#overloaded(queue));
    return new Promise((start, reject) => {
      queue.add(key, { sinceMs: monotonicMs(), start, reject });
    });
  }

  #startNext(): void {
    for (const queue of [this.#tokens, this.#public])
      for (let next = queue.take(); next; next = queue.take()) {
        if (this.#options.monotonicMs() - next.sinceMs <= queue.limits.maxWaitMs) {
          this.#running++;
          next.start();
          return;
        }
        next.reject(this.#overloaded(queue));
      }
  }

  #overloaded(queue: WaitingStatements): ReadsOverloaded {
    this.rejected[queue === this.#public ? 'public' : 'token']++;
    return new ReadsOverloaded();
  }
}
