/** Operators correct what they created. Who created something is in the audit log. */
import type { Identity } from '../auth/identity.ts';
import { requireStaff } from '../auth/policies.ts';
import { type Sql, sql } from '../database/sql.ts';
import { Forbidden } from '../errors/user-errors.ts';

/** The subject that created the object; null if a migration or the sample data did. */
export function creatorColumn(id: string): Sql {
  return sql`(
    SELECT "actor" FROM "AuditRecord" WHERE "subjectId" = ${id}::uuid AND "before" IS NULL ORDER BY "at" LIMIT 1
  ) AS "createdBy"`;
}

export function requireOrganizerOrCreator(identity: Identity, createdBy: string | null): void {
  requireStaff(identity);
  if (identity.role !== 'ORGANIZER' && identity.subject !== createdBy)
    throw new Forbidden(
      'This operation requires an organizer token, or the token of the operator who added it.',
    );
}
