import { type Sql, sql } from '../database/sql.ts';
import type { Context } from '../graphql/context.ts';

/** One changed object. Where nothing is announced, both states are whole: the row is all that is left of them. */
export interface AuditEntry {
  /** The id of the exhibition that the object belongs to; absent for what belongs to none. */
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
