/**
 * ResponseCache stores the bodies of repeated queries for as long as nothing in the database changes.
 *
 * Promises: a stored body is served only if no process has committed a transaction since before the query was
 * executed (database/snapshot-version.ts). So the first query after a signing shows it, on every server. Callers
 * share a body only with an equal key: document, operation, variables, token and languages. Concurrent equal queries
 * are executed once. A response is stored from the second equal query on. Failures are never stored.
 */
import type { Identity } from '../auth/identity.ts';
import { createBoundedCache } from '../cache/bounded-cache.ts';
import { SingleFlight } from '../cache/single-flight.ts';
import { textBytes } from '../cache/text-bytes.ts';
import type { SnapshotVersion } from '../database/snapshot-version.ts';
import type { Scheduler } from '../stream/scheduler.ts';
import type { Outcome } from './outcome.ts';

const maxStoredBytes = 64 * 1024 * 1024;
const maxEntryBytes = 512 * 1024;
const maxAskedBytes = 8 * 1024 * 1024;
/** The objects of an answer besides its body. */
const answerBytes = 100;

export interface Answer {
  outcome: Outcome;
  identity: Identity;
  /** Whether the outcome is valid for every caller with the same key. */
  isShareable: boolean;
}

interface Stored {
  version: string;
  answer: Answer;
}

export class ResponseCache {
  readonly #version: Pick<SnapshotVersion, 'current'>;
  readonly #scheduler: Pick<Scheduler, 'now'>;
  readonly #stored = createBoundedCache<string, Stored>({
    maxBytes: maxStoredBytes,
    maxEntryBytes,
    bytesOf: ({ answer }, key) => textBytes(key) + answer.outcome.body.length + answerBytes,
  });
  /**
   * Keys of queries that were sent at least once. Separate from the bodies, so that queries that are sent once do not
   * evict them.
   */
  readonly #asked = createBoundedCache<string, 'asked'>({
    maxBytes: maxAskedBytes,
    maxEntryBytes,
    bytesOf: (_asked, key) => textBytes(key),
  });
  readonly #flights = new SingleFlight<string, Answer>();
  #generation = 0;
  /** Answers that were stored or made for another request, and those that were made. */
  readonly counts = { hit: 0, miss: 0 };

  constructor(version: Pick<SnapshotVersion, 'current'>, scheduler: Pick<Scheduler, 'now'>) {
    this.#version = version;
    this.#scheduler = scheduler;
  }

  /** The size of the stored responses and of the keys that were requested. */
  get bytes(): number {
    return this.#stored.calculatedSize + this.#asked.calculatedSize;
  }

  /**
   * Returns the stored answer or the result of `make`, and throws what `make` throws. `isOwn` is false if the answer
   * was made for another request, so `make` was not called for this caller.
   */
  async answer(key: string, make: () => Promise<Answer>): Promise<Answer & { isOwn: boolean }> {
    const answer = await this.#find(key, make);
    this.counts[answer.isOwn ? 'miss' : 'hit']++;
    return answer;
  }

  async #find(key: string, make: () => Promise<Answer>): Promise<Answer & { isOwn: boolean }> {
    const stored = this.#stored.get(key);
    if (!stored && !this.#asked.has(key)) {
      this.markAsked(key);
      return { ...(await make()), isOwn: true };
    }
    const version = await this.#version.current();
    if (stored?.version === version && this.#isValid(stored.answer))
      return { ...stored.answer, isOwn: false };
    return this.#makeOnce(key, version, make);
  }

  /** The next answer to this key may be stored. */
  markAsked(key: string | null): void {
    if (key !== null) this.#asked.set(key, 'asked');
  }

  async #makeOnce(
    key: string,
    version: string,
    make: () => Promise<Answer>,
  ): Promise<Answer & { isOwn: boolean }> {
    const generation = this.#generation;
    let isOwn = false;
    const answer = await this.#flights.run(`${version} ${key}`, async () => {
      isOwn = true;
      const made = await make();
      if (made.isShareable && generation === this.#generation)
        this.#stored.set(key, { version, answer: { ...made, outcome: made.outcome.withBodyOnly() } });
      return made;
    });
    if (isOwn || answer.isShareable) return { ...answer, isOwn };
    return { ...(await make()), isOwn: true };
  }

  #isValid({ identity: { expiresAt } }: Answer): boolean {
    return expiresAt === null || expiresAt.getTime() > this.#scheduler.now();
  }

  /** For changes that the snapshot version does not show in time, such as a revoked token. */
  clear(): void {
    this.#generation++;
    this.#stored.clear();
    this.#asked.clear();
    this.#flights.forget();
  }
}
