/**
 * The same as change.ts, with the same promises, for verbs that speak SQL alone: two round trips to Postgres, of which
 * the second holds the stream's row (database/sql-transaction.ts). On the day it counts, signing is half as dear so.
 */
import { type Announced, announceSql } from '../announcements/announce.ts';
import type { Sql } from '../database/sql.ts';
import { inSqlTransaction, type SqlTransaction } from '../database/sql-transaction.ts';
import type { Context } from '../graphql/context.ts';
import { auditLogSql } from './audit-log.ts';
import type { Change } from './change.ts';
import type { ChangeRequest } from './change-request.ts';
import { claimIdempotencyKey } from './idempotency.ts';
import { retryTransient } from './retry-transient.ts';
import { UnitOfWork } from './unit-of-work.ts';

export interface SqlWork<Read, Result> {
  /** Locks and reads all that the decision needs. Sent before it is known whether the key is new: it may not write. */
  read(tx: SqlTransaction): Promise<Read>;
  /** Refuses, or says what is to be written. */
  decide(
    read: Read,
    change: Change & { tx: SqlTransaction; write(statement: Sql): void },
  ): Promise<Result> | Result;
}

export function changeInSql<Read, Result extends object>(
  context: Context,
  request: ChangeRequest,
  { read, decide }: SqlWork<Read, Result>,
): Promise<Result> {
  const { pool } = context.database;
  return retryTransient(request, async () => {
    const draft = new UnitOfWork(context);
    const { at, audit, announce } = draft;
    const { value, rows } = await inSqlTransaction(pool, async (tx) => {
      const claiming = claimIdempotencyKey(tx, context, request);
      const reading = read(tx);
      // If the key was used, what was read says nothing, not even that it failed.
      reading.catch(() => {});
      const known = await claiming;
      if (known) return { value: known as Result, statements: [] };
      const statements: Sql[] = [];
      const write = (statement: Sql) => void statements.push(statement);
      const value = await decide(await reading, { tx, at, audit, announce, write });
      write(auditLogSql(context, request, draft, value));
      if (draft.announcement) write(announceSql(draft.announcement));
      return { value, statements };
    });
    draft.tell(draft.announcement ? (rows.at(-1)?.[0] as Announced) : undefined);
    return value;
  });
}
