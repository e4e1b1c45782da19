import { isDeepStrictEqual } from 'node:util';
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

/**
 * The decision, without what it writes where that changes nothing: nothing is announced, and the audit entries, which
 * hold whole states, say of each object that it is as it was. So an empty update, or one to the stored values, makes
 * no version, no audit row and no notification. It succeeds all the same: the object is as the caller wants it.
 */
export function withoutUnchanged<Result>(decision: Decision<Result>): Decision<Result> {
  const { announcement, audit } = decision;
  const isUnchanged =
    !announcement && audit.length > 0 && audit.every(({ before, after }) => isSame(before, after));
  return isUnchanged ? { ...decision, writes: [], audit: [] } : decision;
}

/** Whether two states are stored as the same JSON. Nothing is the same as what did not exist. */
function isSame(before: object | null | undefined, after: object | null | undefined): boolean {
  return before != null && isDeepStrictEqual(asStored(before), asStored(after));
}

function asStored(state: object | null | undefined): unknown {
  return JSON.parse(JSON.stringify(state ?? null));
}
