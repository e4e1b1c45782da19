import { type Sql, sql } from '../database/sql.ts';
import type { Context } from '../graphql/context.ts';
import type { ChangeRequest } from './change-request.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** The audit records, and the answer under its key: one statement. */
export function auditLogSql(
  { identity, requestId }: Context,
  { mutation, idempotency }: ChangeRequest,
  { at, entries }: UnitOfWork,
  result: object,
): Sql {
  const records = entries.map(({ exhibition, type, id, before, after }) => ({
    exhibitionId: exhibition,
    subjectType: type,
    subjectId: id,
    before,
    after,
  }));
  return sql`
    WITH audited AS (
      INSERT INTO "AuditRecord" ("id", "at", "actor", "role", "requestId", "mutation",
                                 "exhibitionId", "subjectType", "subjectId", "before", "after")
      SELECT gen_random_uuid(), ${at}::timestamptz, ${identity.subject}, ${identity.role}, ${requestId}, ${mutation}, entry.*
      FROM jsonb_to_recordset(${JSON.stringify(records)}::jsonb) AS entry(
        "exhibitionId" uuid, "subjectType" text, "subjectId" uuid, "before" jsonb, "after" jsonb)
    )
    UPDATE "IdempotencyKey" SET "result" = ${JSON.stringify(result)}::jsonb
    WHERE "actor" = ${identity.subject} AND "key" = ${idempotency?.key ?? null}`;
}
