/**
 * ResponseCache stores the bodies of repeated queries for as long as nothing in the database changes.
 *
 * Promises: a stored body is served only if no transaction was committed, by any process, since before it was made
 * (database/snapshot-version.ts), so the next query on every server sees a signing. Callers share a body only with an
 * equal key: document, operation, variables, token and languages. Equal queries at the same moment are executed once.
 * Only a query that was asked before is stored, and a failure never is.
 */
import type { Identity } from '../auth/identity.ts';
import { createBoundedCache } from '../cache/bounded-cache.ts';
import { SingleFlight } from '../cache/single-flight.ts';
import type { SnapshotVersion } from '../database/snapshot-version.ts';
import type { Scheduler } from '../stream/scheduler.ts';
import type { Outcome } from './outcome.ts';

const maxStoredBytes = 64 * 1024 * 1024;
const maxEntryBytes = 512 * 1024;
const maxAskedBytes = 8 * 1024 * 1024;

export interface Answer {
  outcome: Outcome;
  identity: Identity;
  /** Whether the outcome is right for every caller with the same key. */
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
    bytesOf: ({ answer }, key) => key.length + answer.outcome.body.length,
  });
  /** Keys that were asked at least once. Apart from the bodies, so that queries asked once do not evict them. */
  readonly #asked = createBoundedCache<string, 'asked'>({
    maxBytes: maxAskedBytes,
    maxEntryBytes,
    bytesOf: (_asked, key) => key.length,
  });
  readonly #flights = new SingleFlight<string, Answer>();
  #generation = 0;

  constructor(version: Pick<SnapshotVersion, 'current'>, scheduler: Pick<Scheduler, 'now'>) {
    this.#version = version;
    this.#scheduler = scheduler;
  }

  /**
   * The stored answer, or the one that `make` gives. Fails as `make` does. `isOwn` is false for an answer that was
   * made for another request: the caller has not passed through `make`.
   */
  async answer(key: string, make: () => Promise<Answer>): Promise<Answer & { isOwn: boolean }> {
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

  /** For changes that no version of the database shows in time, such as a revoked token. */
  clear(): void {
    this.#generation++;
    this.#stored.clear();
    this.#asked.clear();
    this.#flights.forget();
  }
}
