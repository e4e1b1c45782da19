/**
 * Row locks of the verbs. What a verb decides by is locked before it is read, by a statement of its own: a statement
 * that waits for a lock sees the other tables as they were before the wait. docs/locks.md lists the verbs.
 */
import { rawSql, type Sql, sql } from '../database/sql.ts';
import type { ReadRows } from '../database/sql-transaction.ts';

/** The one order in which locks are taken. Rows of one table are locked in the order of their ids. */
export const lockOrder = [
  'IdempotencyKey',
  'ChangedRow',
  'Ceremony',
  'ExhibitionSeries',
  'Exhibition',
  'Venue',
  'Exhibitor',
  'Deal',
  'Speech',
  'Organization',
  'Person',
  'Industry',
  'ReportedFigure',
  'DealOutcome',
  'WallControl',
  'AnnouncementStream',
] as const;

export type LockedTable = (typeof lockOrder)[number];

/**
 * FOR KEY SHARE keeps the row from being deleted, FOR SHARE keeps it as it is, for those who read it. FOR NO KEY UPDATE
 * is for those who write. FOR UPDATE is for those who delete: it also waits for those who refer to the row.
 */
export type LockStrength = 'FOR KEY SHARE' | 'FOR SHARE' | 'FOR NO KEY UPDATE' | 'FOR UPDATE';

/** Locks the rows that meet the condition, which names them by the alias `locked`, and returns their ids. */
export async function lockRows(
  read: ReadRows,
  table: LockedTable,
  condition: Sql,
  strength: LockStrength,
): Promise<string[]> {
  const rows = await read<{ id: string }>(sql`
    SELECT locked."id" FROM ${rawSql(`"${table}"`)} AS locked WHERE ${condition}
    ORDER BY locked."id" ${rawSql(strength)}`);
  return rows.map(({ id }) => id);
}

/** The rows to lock changed while their locks were awaited. retryTransient tries again, as after a serialization failure. */
export class LockedRowsChanged extends Error {
  override name = 'LockedRowsChanged';
  readonly code = '40001';

  constructor() {
    super('the rows to lock changed while their locks were awaited');
  }
}

/** Throws where a row that was found after the locks has no lock. */
export function requireLocked(locked: readonly string[], found: readonly string[]): void {
  if (found.some((id) => !locked.includes(id))) throw new LockedRowsChanged();
}
