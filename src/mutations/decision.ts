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

export type AnnouncementToMake = NewAnnouncement & { id: string };

/** What is written, as data: nothing is sent before all of it is known. */
export interface Decision<Result> {
  /** The result for the caller, also stored under the idempotency key. Plain JSON. */
  result: Result;
  writes: readonly Sql[];
  audit: readonly AuditEntry[];
  /** Announced by the transaction's last statement, so that the stream's row is locked no longer than it must be. */
  announcement?: AnnouncementToMake;
  /** Several of one stream, with consecutive sequences in this order; instead of `announcement`. */
  announcements?: readonly AnnouncementToMake[];
  /** What is sent through the hub besides, and its newest version. Sent after the commit. */
  notification?: { streamId: string; head: number };
}

export function announcementsOf({
  announcement,
  announcements,
}: Decision<unknown>): readonly AnnouncementToMake[] {
  return announcements ?? (announcement ? [announcement] : []);
}

/**
 * The decision, without what it writes where that changes nothing: nothing is announced, and the audit entries, which
 * hold whole states, say of each object that it is as it was. So an empty update, or one to the stored values, makes
 * no version, no audit row and no notification. It succeeds all the same: the object is as the caller wants it.
 */
export function withoutUnchanged<Result>(decision: Decision<Result>): Decision<Result> {
  const { audit } = decision;
  const isUnchanged =
    announcementsOf(decision).length === 0 &&
    audit.length > 0 &&
    audit.every(({ before, after }) => isSame(before, after));
  if (!isUnchanged) return decision;
  const { notification: _, ...silent } = decision;
  return { ...silent, writes: [], audit: [] };
}

/** Whether two states are stored as the same JSON. Nothing is the same as what did not exist. */
function isSame(before: object | null | undefined, after: object | null | undefined): boolean {
  return before != null && isDeepStrictEqual(asStored(before), asStored(after));
}

function asStored(state: object | null | undefined): unknown {
  return JSON.parse(JSON.stringify(state ?? null));
}
