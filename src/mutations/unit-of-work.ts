/**
 * Runs a mutation as one transaction: the change, the audit rows, the announcement and the result under its
 * idempotency key are all committed, or none is.
 *
 * Promises: it takes two round trips to Postgres (three for a key that was used before). A key has one effect,
 * however often and to whichever server it is sent. If the response to a COMMIT is lost, the next attempt with the
 * same key returns the outcome. Notifications are sent after the commit and are not awaited.
 */
import {
  announcementRow,
  announceSql,
  type InsertedAnnouncement,
  type StoredAnnouncement,
  storedAnnouncement,
} from '../announcements/announce.ts';
import type { AnnouncementRow } from '../announcements/announcement-source.ts';
import type { Identity } from '../auth/identity.ts';
import { type Sql, sql } from '../database/sql.ts';
import { inSqlTransaction, type ReadRows } from '../database/sql-transaction.ts';
import { Forbidden, NotFound, Unauthenticated } from '../errors/user-errors.ts';
import type { Context } from '../graphql/context.ts';
import { storePersonalValues } from '../privacy/personal-values.ts';
import { auditSql, keepRowsSql } from './audit-log.ts';
import { announcementsOf, type Deciding, type Decision, withoutUnchanged } from './decision.ts';
import { claimIdempotencyKey, type Idempotency, storeResultSql } from './idempotency.ts';
import { idsAt } from './new-id.ts';

export interface Work<Loaded, Result> {
  mutation: string;
  idempotency: Idempotency | null;
  /** False if nobody can undo it, announced or not. */
  undoable?: boolean;
  load(read: ReadRows): Promise<Loaded>;
  decide(loaded: Loaded, deciding: Deciding): Decision<Result>;
}

/** What a unit of work needs of the context of an operation. Some run without one. */
export interface WorkContext
  extends Pick<Context, 'identity' | 'requestId' | 'database' | 'requireValid' | 'now'> {
  scheduler: Pick<Context['scheduler'], 'monotonicMs'>;
  streams: Pick<Context['streams'], 'notify'>;
  deskPresence: Pick<Context['deskPresence'], 'notifyProgrammeChanged'>;
}

interface Done<Result> {
  result: Result;
  /** Null if an earlier request with the same key made the change. */
  decision: Decision<Result> | null;
  announcements: readonly StoredAnnouncement[];
}

export interface Announced {
  /** The first of `announcedRows`. */
  announced?: AnnouncementRow;
  announcedRows?: AnnouncementRow[];
}

export async function runUnitOfWork<Loaded, Result extends object>(
  context: WorkContext,
  work: Work<Loaded, Result>,
): Promise<Result & Announced> {
  const { identity, database } = context;
  const startedMs = context.scheduler.monotonicMs();
  const { value, rows } = await inSqlTransaction<Done<Result>>(database.writePool, async (read) => {
    const claiming = work.idempotency && claimIdempotencyKey(read, identity, work.idempotency);
    const loading = work.load(read);
    const timing = readTime(read, context);
    // If the key was used before, what was loaded does not matter, not even that it failed.
    loading.catch(() => {});
    timing.catch(() => {});
    const stored = await claiming;
    if (stored) {
      const deciding = decidingAt(identity, await timing);
      await requireRights(loading, (loaded) => work.decide(loaded, deciding));
      return { value: { result: stored as Result, decision: null, announcements: [] }, statements: [] };
    }
    const loaded = await loading;
    // The token may have ended during the wait for a lock.
    context.requireValid();
    const deciding = decidingAt(identity, await timing);
    const decision = withoutUnchanged(work.decide(loaded, deciding));
    const announcements = announcementsOf(decision).map(storedAnnouncement);
    return {
      value: { result: decision.result, decision, announcements },
      statements: statementsOf(context, work, deciding, decision, announcements),
    };
  });
  if (!value.decision) return value.result;
  const { announcements } = value;
  // Their statements are the last ones.
  const inserted = rows.slice(rows.length - announcements.length);
  const announcedRows = announcements.map((announcement, index) =>
    announcementRow(announcement, inserted[index]![0] as InsertedAnnouncement),
  );
  notify(context, value.decision, announcedRows, startedMs);
  const [announced] = announcedRows;
  return announced ? { ...value.result, announced, announcedRows } : value.result;
}

/**
 * Microseconds since 1970 by the clock of the database, read after the locks: the clocks of the servers differ, and the
 * time of a decision is not before that of what it waited for.
 */
export async function readTime(read: ReadRows, { now }: Pick<Context, 'now'>): Promise<number> {
  if (now) return now().getTime() * 1_000;
  const [row] = await read<{ time: string }>(
    sql`SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint::text AS "time"`,
  );
  return Number(row!.time);
}

export function decidingAt(identity: Identity, microseconds: number): Deciding {
  return { identity, at: new Date(Math.floor(microseconds / 1_000)), newId: idsAt(microseconds) };
}

/**
 * A decision begins with the rights of the caller, who may have lost them since the result was stored: hidden and
 * absent look the same, so what is not found may be hidden. Other changes of the state do not matter.
 */
async function requireRights<Loaded>(
  loading: Promise<Loaded>,
  decide: (loaded: Loaded) => unknown,
): Promise<void> {
  try {
    decide(await loading);
  } catch (error) {
    if ([Forbidden, Unauthenticated, NotFound].some((lost) => error instanceof lost)) throw error;
  }
}

function statementsOf<Result extends object>(
  context: WorkContext,
  { mutation, idempotency, undoable = true }: Omit<Work<unknown, Result>, 'load' | 'decide'>,
  { at, newId }: Deciding,
  { result, writes, audit }: Decision<Result>,
  announcements: readonly StoredAnnouncement[],
): Sql[] {
  const announced = announcements.length > 0;
  const change = undoable && !announced && audit.length > 0 ? newId() : null;
  const audited =
    audit.length > 0 ? auditSql(context, mutation, at, { change, announced, entries: audit }) : null;
  const [first] = announcements;
  const rehearsalOf = first?.mode === 'REHEARSAL' ? first.exhibitionId : null;
  const stored = idempotency && storeResultSql(context.identity, idempotency, result, rehearsalOf);
  // One statement where both are written: each costs the second flight some of Postgres' time.
  const recorded =
    audited && stored ? sql`WITH audited AS (${audited.records}) ${stored}` : (audited?.records ?? stored);
  return [
    ...(change ? [keepRowsSql(change)] : []),
    ...writes,
    ...storePersonalValues(announcements.flatMap(({ personal }) => personal ?? [])),
    ...(audited?.before ?? []),
    ...(recorded ? [recorded] : []),
    // The database's clock at the moment of numbering: it never runs against the sequence.
    ...announcements.map((announcement) => announceSql({ ...announcement, at: context.now ? at : null })),
  ];
}

function notify(
  { streams, deskPresence }: WorkContext,
  { audit, notification }: Pick<Decision<unknown>, 'audit' | 'notification'>,
  announced: readonly AnnouncementRow[],
  startedMs: number,
): void {
  // A redaction is announced in several streams.
  const heads = new Map(announced.map(({ streamId, sequence }) => [streamId, sequence]));
  for (const [streamId, head] of heads) streams.notify(streamId, head, startedMs);
  if (notification) streams.notify(notification.streamId, notification.head);
  for (const exhibition of new Set(audit.map((entry) => entry.exhibition)))
    if (exhibition) deskPresence.notifyProgrammeChanged(exhibition);
}
