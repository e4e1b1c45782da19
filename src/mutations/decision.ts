import type { NewAnnouncement } from '../announcements/announce.ts';
import type { Identity } from '../auth/identity.ts';
import type { Sql } from '../database/sql.ts';
import type { AuditEntry } from './audit-log.ts';

/** What `decide` knows beside what was loaded. A test gives its own clock and ids. */
export interface Deciding {
  identity: Identity;
  at: Date;
  newId(): string;
}

/** What is written, as data: nothing is sent before all of it is known. */
export interface Decision<Result> {
  /** What the caller gets, and what is stored under the idempotency key. Plain JSON. */
  result: Result;
  writes: readonly Sql[];
  audit: readonly AuditEntry[];
  /** Announced by the transaction's last statement, so that the stream's row is locked no longer than it must be. */
  announcement?: NewAnnouncement & { id: string };
}
