import { type Sql, sql } from '../database/sql.ts';
import type { Context } from '../graphql/context.ts';

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

export function auditSql(
  { identity, requestId }: Pick<Context, 'identity' | 'requestId'>,
  mutation: string,
  at: Date,
  entries: readonly AuditEntry[],
): Sql {
  const rows = entries.map(({ exhibition, type, id, before, after }) => ({
    exhibitionId: exhibition,
    subjectType: type,
    subjectId: id,
    before,
    after,
  }));
  return sql`
    INSERT INTO "AuditRecord" ("id", "at", "actor", "role", "requestId", "mutation",
                               "exhibitionId", "subjectType", "subjectId", "before", "after")
    SELECT gen_random_uuid(), ${at}::timestamptz, ${identity.subject}, ${identity.role}, ${requestId}, ${mutation}, entry.*
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS entry(
      "exhibitionId" uuid, "subjectType" text, "subjectId" uuid, "before" jsonb, "after" jsonb)`;
}
