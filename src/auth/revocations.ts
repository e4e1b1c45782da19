/**
 * Revocations holds the ids of all revoked tokens in memory, so that no request queries the database for them.
 *
 * Promises: after a token is revoked on one server, every server rejects it and closes its connections: as soon as the
 * notification arrives, and without Redis within `pollMs`. If the database is unreachable, known ids stay revoked.
 */
import type { Database } from '../database/database.ts';
import type { Notifier } from '../stream/notifier.ts';
import type { Scheduler, Timer } from '../stream/scheduler.ts';

/** The id in the notification. No stream has it. */
export const revocationsTopic = '00000000-0000-0000-0000-000000000001';

const pollMs = 2_000;

export class Revocations {
  readonly #database: Database;
  readonly #watchers = new Map<string, Set<() => void>>();
  readonly #timer: Timer;
  readonly #stopListening: () => void;
  readonly #onRevoked: () => void;
  #revoked: ReadonlySet<string> = new Set();
  #reading: Promise<void> | null = null;

  /** `onRevoked` is called when ids were added, before the connections are closed. */
  constructor(
    database: Database,
    notifier: Notifier,
    scheduler: Pick<Scheduler, 'setInterval'>,
    onRevoked: () => void,
  ) {
    this.#database = database;
    this.#onRevoked = onRevoked;
    const read = () => void this.read().catch(() => {});
    this.#stopListening = notifier.listen((id) => {
      if (id === revocationsTopic) read();
    });
    this.#timer = scheduler.setInterval(read, pollMs);
  }

  /** The tokens that a connection depends on. */
  get watchedTokens(): number {
    return this.#watchers.size;
  }

  has(tokenId: string | null): boolean {
    return tokenId !== null && this.#revoked.has(tokenId);
  }

  /** Calls `callback` once: when the token is revoked, or now if it already is. Returns a function that cancels this. */
  whenRevoked(tokenId: string | null, callback: () => void): () => void {
    if (tokenId === null) return () => {};
    if (this.has(tokenId)) {
      callback();
      return () => {};
    }
    const watchers = this.#watchers.get(tokenId) ?? new Set();
    this.#watchers.set(tokenId, watchers.add(callback));
    return () => {
      watchers.delete(callback);
      if (watchers.size === 0 && this.#watchers.get(tokenId) === watchers) this.#watchers.delete(tokenId);
    };
  }

  /** Reads again after a read that is running: that one may have begun before the revocation was committed. */
  async read(): Promise<void> {
    await this.#reading;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    // The stream's pool: queries that exhaust the main pool must not delay a revocation.
    const { rows } = await this.#database.streamPool.query<{ tokenId: string }>(
      `SELECT "tokenId" FROM "RevokedToken" WHERE "expiresAt" IS NULL OR "expiresAt" > now() - interval '1 minute'`,
    );
    const before = this.#revoked;
    this.#revoked = new Set(rows.map(({ tokenId }) => tokenId));
    const added = [...this.#revoked].filter((tokenId) => !before.has(tokenId));
    if (added.length === 0) return;
    const callbacks = [this.#onRevoked];
    for (const tokenId of added) {
      callbacks.push(...(this.#watchers.get(tokenId) ?? []));
      this.#watchers.delete(tokenId);
    }
    callAll(callbacks);
  }

  close(): void {
    this.#timer.cancel();
    this.#stopListening();
  }
}

/** One that throws keeps no other from being called. */
function callAll(callbacks: readonly (() => void)[]): void {
  const errors: unknown[] = [];
  for (const callback of callbacks) {
    try {
      callback();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0)
    throw new AggregateError(errors, 'connections of a revoked token were not all closed');
}
