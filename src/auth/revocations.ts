/**
 * Which tokens were revoked, in the memory of each process: a request asks no database about it.
 *
 * Promises: a token that is revoked on one server is refused by all, and what it holds open is closed, as soon as the
 * hint arrives, and without Redis within `pollMs`. While the database is away, what is known stays known.
 */
import type { Database } from '../database/database.ts';
import type { Notifier } from '../stream/notifier.ts';

/** What the hint is about; no stream has this id. */
export const revocationsTopic = '00000000-0000-0000-0000-000000000001';

const pollMs = 2_000;

export class Revocations {
  readonly #database: Database;
  readonly #watchers = new Map<string, Set<() => void>>();
  readonly #timer: NodeJS.Timeout;
  readonly #endHints: () => void;
  readonly #onRevoked: () => void;
  #revoked: ReadonlySet<string> = new Set();
  #reading: Promise<void> | null = null;

  /** `onRevoked` is called when there are new ones, before anything is closed. */
  constructor(database: Database, notifier: Notifier, onRevoked: () => void) {
    this.#database = database;
    this.#onRevoked = onRevoked;
    const read = () => void this.read().catch(() => {});
    this.#endHints = notifier.listen((id) => {
      if (id === revocationsTopic) read();
    });
    this.#timer = setInterval(read, pollMs);
    this.#timer.unref();
  }

  has(tokenId: string | null): boolean {
    return tokenId !== null && this.#revoked.has(tokenId);
  }

  /** Calls back once, at once if it was revoked already. Returns what ends it. */
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

  /** A hint that comes while it is being read is answered by reading again: it may have come too late. */
  async read(): Promise<void> {
    await this.#reading;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    // The stream's connections: a pool emptied by queries must not keep a lost token good.
    const { rows } = await this.#database.streamPool.query<{ tokenId: string }>(
      `SELECT "tokenId" FROM "RevokedToken" WHERE "expiresAt" IS NULL OR "expiresAt" > now() - interval '1 minute'`,
    );
    const before = this.#revoked;
    this.#revoked = new Set(rows.map(({ tokenId }) => tokenId));
    const added = [...this.#revoked].filter((tokenId) => !before.has(tokenId));
    if (added.length === 0) return;
    this.#onRevoked();
    for (const tokenId of added) {
      const watchers = this.#watchers.get(tokenId) ?? [];
      this.#watchers.delete(tokenId);
      for (const callback of watchers) callback();
    }
  }

  close(): void {
    clearInterval(this.#timer);
    this.#endHints();
  }
}
