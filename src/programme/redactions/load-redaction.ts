/** Locks and reads a person whose personal values are to be deleted, with all that was merged into it. */
import type { StreamMode } from '../../announcements/content.ts';
import type { SharedObject } from '../../auth/policies.ts';
import { ratesColumn } from '../../catalog/exhibitions/rates.ts';
import { sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import type { Rate } from '../../money/money.ts';
import { lockRows, requireLocked } from '../../mutations/row-locks.ts';
import { sharedColumns } from '../../mutations/shared-object.ts';
import { keptOf } from '../../privacy/redact-people.ts';

export interface LoadedRedaction {
  /** The person and those that were merged into it. Empty if the person was deleted. */
  people: ({ id: string; version: number; mergedIntoId: string | null } & SharedObject)[];
  speeches: { id: string; exhibitionId: string }[];
  /** The streams that showed the person, in the order in which they are locked. */
  streams: { exhibitionId: string; mode: StreamMode; reportingCurrency: string; rates: Rate[] }[];
  /** Whether an announcement or an audit record has a value of the person. */
  hasValues: boolean;
  isRedacted: boolean;
}

export async function loadRedaction(read: ReadRows, person: string): Promise<LoadedRedaction> {
  const people = sql`
    SELECT ${person}::uuid UNION SELECT "id" FROM "Person" WHERE "mergedIntoId" = ${person}::uuid`;
  const exhibitions = sql`SELECT "exhibitionId" FROM "Speech" WHERE "speakerId" IN (${people})`;
  const [, lockedExhibitions, lockedSpeeches, lockedPeople, found, speeches, streams, [state]] =
    await Promise.all([
      // An undo locks what it restores from before the objects that it restores.
      read(sql`
        SELECT "change" FROM "ChangedRow" AS kept WHERE ${keptOf(people)} ORDER BY "change", "table", "key" FOR UPDATE`),
      lockRows(read, 'Exhibition', sql`locked."id" IN (${exhibitions})`, 'FOR SHARE'),
      lockRows(read, 'Speech', sql`locked."speakerId" IN (${people})`, 'FOR NO KEY UPDATE'),
      // FOR UPDATE also waits for what would refer to them from now on.
      lockRows(read, 'Person', sql`locked."id" IN (${people})`, 'FOR UPDATE'),
      read<LoadedRedaction['people'][number]>(sql`
        SELECT "id", "version", "mergedIntoId", ${sharedColumns('Person', sql`item."id"`)}
        FROM "Person" AS item WHERE "id" IN (${people}) ORDER BY "id"`),
      read<LoadedRedaction['speeches'][number]>(sql`
        SELECT "id", "exhibitionId" FROM "Speech" WHERE "speakerId" IN (${people}) ORDER BY "id"`),
      read<LoadedRedaction['streams'][number]>(sql`
        SELECT stream."exhibitionId", stream."mode", exhibition."reportingCurrencyCode" AS "reportingCurrency",
               ${ratesColumn}
        FROM "AnnouncementStream" AS stream JOIN "Exhibition" AS exhibition ON exhibition."id" = stream."exhibitionId"
        WHERE stream."id" IN (
          SELECT announcement."streamId" FROM "Announcement" AS announcement WHERE announcement."speechId" IN (
            SELECT "id" FROM "Speech" WHERE "speakerId" IN (${people})))
        ORDER BY stream."exhibitionId", stream."mode"`),
      read<Pick<LoadedRedaction, 'hasValues' | 'isRedacted'>>(sql`
        SELECT EXISTS (SELECT FROM "PersonalValue" WHERE "personId" IN (${people})) AS "hasValues",
               EXISTS (SELECT FROM "Redaction" WHERE "personId" = ${person}::uuid) AS "isRedacted"`),
    ]);
  requireLocked(
    lockedExhibitions,
    speeches.map(({ exhibitionId }) => exhibitionId),
  );
  requireLocked(
    lockedSpeeches,
    speeches.map(({ id }) => id),
  );
  requireLocked(
    lockedPeople,
    found.map(({ id }) => id),
  );
  return { people: found, speeches, streams, ...state! };
}
