/** Parts that the deletions of deals, speeches and ceremonies share. */
import type { Identity } from '../auth/identity.ts';
import { mayOperate, requireOperator } from '../auth/policies.ts';
import { rawSql, type Sql, sql } from '../database/sql.ts';
import { NotFound } from '../errors/user-errors.ts';
import type { Deletable, DeletionDefinition } from '../mutations/define-deletion.ts';

/** The ceremony whose programme it is in: the programme changes with it. */
export function programmeOf(column: 'dealId' | 'speechId'): NonNullable<DeletionDefinition['changes']> {
  return {
    table: 'Ceremony',
    where: (id) =>
      sql`locked."id" = (SELECT "ceremonyId" FROM "ProgrammeItem" WHERE ${rawSql(`"${column}"`)} = ${id}::uuid)`,
  };
}

/** The plural noun of the announcements of the object itself; those of a rehearsal only, unless it is a record. */
export const announcements = 'announcements of the rehearsal';

/** Announcements of a rehearsal go with its reset, not before. */
export function rehearsalOf(column: 'dealId' | 'speechId' | 'ceremonyId'): Record<string, Sql> {
  return {
    [announcements]: sql`
      SELECT count(*)::int FROM "Announcement" WHERE ${rawSql(`"${column}"`)} = item."id"`,
  };
}

/** An object that is not public is absent for a caller who may not operate its exhibition. */
export function requireOperatorOf(field: string, isPublic: (row: Deletable['row']) => boolean) {
  return (identity: Identity, { row, exhibition }: Deletable): void => {
    if (!isPublic(row) && !mayOperate(identity, exhibition!)) throw new NotFound(field, ['input', field]);
    requireOperator(identity, exhibition!);
  };
}
