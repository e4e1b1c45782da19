/**
 * Runs a mutation as one transaction: the change, the audit rows, the announcement and the result under its
 * idempotency key are all committed, or none is.
 *
 * Promises: it takes two round trips to Postgres (three for a key that was used before). A key has one effect,
 * however often and to whichever server it is sent. If the response to a COMMIT is lost, the next attempt with the
 * same key returns the outcome. Notifications are sent after the commit and are not awaited.
 */
import { announcementRow, announceSql, type InsertedAnnouncement } from '../announcements/announce.ts';
import type { AnnouncementRow } from '../announcements/announcement-source.ts';
import { type Sql, sql } from '../database/sql.ts';
import { inSqlTransaction, type ReadRows } from '../database/sql-transaction.ts';
import { Forbidden, NotFound, Unauthenticated } from '../errors/user-errors.ts';
import type { Context } from '../graphql/context.ts';
import { auditSql } from './audit-log.ts';
import { announcementsOf, type Deciding, type Decision, withoutUnchanged } from './decision.ts';
import { claimIdempotencyKey, type Idempotency, storeResultSql } from './idempotency.ts';
import { newId } from './new-id.ts';

export interface Work<Loaded, Result> {
  mutation: string;
  idempotency: Idempotency | null;
  load(read: ReadRows): Promise<Loaded>;
  decide(loaded: Loaded, deciding: Deciding): Decision<Result>;
}

interface Done<Result> {
  result: Result;
  /** Null if an earlier request with the same key made the change. */
  decision: Decision<Result> | null;
}

interface Announced {
  /** The first of `announcedRows`. */
  announced?: AnnouncementRow;
  announcedRows?: AnnouncementRow[];
}

export async function runUnitOfWork<Loaded, Result extends object>(
  context: Context,
  work: Work<Loaded, Result>,
): Promise<Result & Announced> {
  const { identity, database, scheduler } = context;
  const at = context.now?.() ?? new Date(scheduler.now());
  const { value, rows } = await inSqlTransaction<Done<Result>>(database.writePool, async (read) => {
    const claiming = work.idempotency && claimIdempotencyKey(read, identity, work.idempotency);
    const loading = work.load(read);
    // If the key was used before, the loaded rows are not used, and a failure to load them is ignored.
    loading.catch(() => {});
    const stored = await claiming;
    if (stored) {
      await requireRights(loading, (loaded) => work.decide(loaded, { identity, at, newId }));
      return { value: { result: stored as Result, decision: null }, statements: [] };
    }
    const loaded = await loading;
    // The token may have ended during the wait for a lock.
    context.requireValid();
    const decision = withoutUnchanged(work.decide(loaded, { identity, at, newId }));
    return {
      value: { result: decision.result, decision },
      statements: statementsOf(context, work, at, decision),
    };
  });
  if (!value.decision) return value.result;
  const announcements = announcementsOf(value.decision);
  // Their statements are the last ones.
  const inserted = rows.slice(rows.length - announcements.length);
  const announcedRows = announcements.map((announcement, index) =>
    announcementRow(announcement, inserted[index]![0] as InsertedAnnouncement),
  );
  notify(context, value.decision, announcedRows);
  const [announced] = announcedRows;
  return announced ? { ...value.result, announced, announcedRows } : value.result;
}

/**
 * Throws if the caller has lost the rights since the result was stored. `decide` checks the rights first. NotFound
 * counts as lost rights, because hidden and absent objects look the same. Errors about the changed state are ignored.
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
  context: Context,
  { mutation, idempotency }: Pick<Work<unknown, Result>, 'mutation' | 'idempotency'>,
  at: Date,
  decision: Decision<Result>,
): Sql[] {
  const { result, writes, audit } = decision;
  const audited = audit.length > 0 ? auditSql(context, mutation, at, audit) : null;
  const stored = idempotency && storeResultSql(context.identity, idempotency, result);
  // Both are written with one statement: each statement adds time in Postgres to the second round trip.
  const recorded = audited && stored ? sql`WITH audited AS (${audited}) ${stored}` : (audited ?? stored);
  return [
    ...writes,
    ...(recorded ? [recorded] : []),
    // The database's clock at the moment of numbering: it never runs against the sequence.
    ...announcementsOf(decision).map((announcement) =>
      announceSql({ ...announcement, at: context.now ? at : null }),
    ),
  ];
}

function notify(
  { streams, deskPresence }: Context,
  { audit }: Pick<Decision<unknown>, 'audit'>,
  announced: readonly AnnouncementRow[],
): void {
  const newest = announced.at(-1);
  if (newest) streams.notify(newest.streamId, newest.sequence);
  for (const exhibition of new Set(audit.map((entry) => entry.exhibition)))
    if (exhibition) deskPresence.notifyProgrammeChanged(exhibition);
}
