import { type Sql, sql } from '../database/sql.ts';
import type { Context } from '../graphql/context.ts';
import { commitStates } from '../privacy/audited-states.ts';
import { storePersonalValues } from '../privacy/personal-values.ts';

/**
 * AuditEntry is the change of one object. If nothing is announced, it contains both states completely, because no
 * other row keeps the previous state.
 */
export interface AuditEntry {
  /** The id of the exhibition of the object. Absent for an object without an exhibition. */
  exhibition?: string;
  type: string;
  id: string;
  before?: object | null;
  after?: object | null;
}

export interface AuditedChange {
  /** The id under which the previous rows are kept for `undo`. Null if they are not kept. */
  change: string | null;
  announced: boolean;
  entries: readonly AuditEntry[];
}

/**
 * keepRowsSql makes the triggers of this transaction keep each row that it changes, as it was and as it is, under the
 * id of the change (migration "undo"). It must come before the writes.
 */
export function keepRowsSql(change: string): Sql {
  return sql`SELECT set_config('pavilion.change', ${change}, true)`;
}

/** What follows in the transaction belongs to no change. */
export function keepNoRowsSql(): Sql {
  return keepRowsSql('');
}

/**
 * The statement that inserts the audit records, and those before it: the records hold commitments to personal values,
 * which are stored apart.
 */
export function auditSql(
  { identity, requestId }: Pick<Context, 'identity' | 'requestId'>,
  mutation: string,
  at: Date,
  { change, announced, entries }: AuditedChange,
): { before: Sql[]; records: Sql } {
  const committed = commitStates(entries);
  const rows = committed.entries.map(({ exhibition, type, id, before, after }) => ({
    exhibitionId: exhibition,
    subjectType: type,
    subjectId: id,
    before,
    after,
  }));
  const records = sql`
    INSERT INTO "AuditRecord" ("id", "at", "actor", "role", "requestId", "mutation",
                               "change", "announced", "exhibitionId", "subjectType", "subjectId", "before", "after")
    SELECT gen_random_uuid(), ${at}::timestamptz, ${identity.subject}, ${identity.role}, ${requestId}, ${mutation},
           ${change}::uuid, ${announced}::boolean, entry.*
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS entry(
      "exhibitionId" uuid, "subjectType" text, "subjectId" uuid, "before" jsonb, "after" jsonb)`;
  return { before: storePersonalValues(committed.values), records };
}
