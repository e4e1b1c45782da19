/** The statements of the retention job. Each returns the number of rows that it deleted: 0 while another server deletes. */
import type { Config } from '../config.ts';
import { advisoryLocks } from '../database/advisory-locks.ts';

export interface Deletion {
  table: string;
  /** The setting with the number of days. */
  days: keyof Config['retention'];
  /** With two parameters: the days, and the largest number of rows. */
  text: string;
}

/** The lock ends with the statement. */
const hasLock = `(SELECT pg_try_advisory_xact_lock(${advisoryLocks.retention}))`;
const before = `now() - make_interval(days => $1::int)`;

const oldest = (table: string, column: string, condition = 'true') => `
  WITH deleted AS (
    DELETE FROM "${table}" WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM "${table}" WHERE ${hasLock} AND "${column}" < ${before} AND ${condition}
      ORDER BY "${column}" LIMIT $2::int))
    RETURNING 1
  )
  SELECT count(*)::int AS count FROM deleted`;

/** A server of prisma/roles.sql may not delete them itself: a function of the migration "retention" does. */
const byFunction = (name: string) =>
  `SELECT CASE WHEN ${hasLock} THEN ${name}($1::int, $2::int) ELSE 0 END AS count`;

export const deletions: readonly Deletion[] = [
  {
    table: 'IdempotencyKey',
    days: 'idempotencyKeyDays',
    // Those of the sample data say that it was written: without them the next start would write it again.
    text: oldest('IdempotencyKey', 'createdAt', `"actor" <> 'seed'`),
  },
  { table: 'RevokedToken', days: 'revokedTokenDays', text: byFunction('forget_revoked_tokens') },
  { table: 'ChangedRow', days: 'auditDays', text: oldest('ChangedRow', 'at') },
  { table: 'AuditRecord', days: 'auditDays', text: byFunction('forget_audit_records') },
];
