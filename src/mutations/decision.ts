import type { NewAnnouncement } from '../announcements/announce.ts';
import type { Identity } from '../auth/identity.ts';
import type { Sql } from '../database/sql.ts';
import type { AuditEntry } from './audit-log.ts';

/** The arguments of `decide` besides the loaded rows. Tests pass their own time and ids. */
export interface Deciding {
  identity: Identity;
  at: Date;
  newId(): string;
}

/** Decision is the outcome of a mutation as data. No statement is sent before `decide` has returned. */
export interface Decision<Result> {
  /** The result for the caller, also stored under the idempotency key. Plain JSON. */
  result: Result;
  writes: readonly Sql[];
  audit: readonly AuditEntry[];
  /** The last statement of the transaction inserts it, so the row of the stream is locked as briefly as possible. */
  announcement?: NewAnnouncement & { id: string };
}
