/** Locks and reads people whose personal values are to be deleted. */
import type { StreamMode } from '../../announcements/content.ts';
import type { SharedObject } from '../../auth/policies.ts';
import { ratesColumn } from '../../catalog/exhibitions/rates.ts';
import { type Sql, sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import type { Rate } from '../../money/money.ts';
import { lockRows, requireLocked } from '../../mutations/row-locks.ts';
import { sharedColumns } from '../../mutations/shared-object.ts';
import { keptOf } from '../../privacy/redact-people.ts';

export interface LoadedRedaction {
  /** Those who were not deleted. */
  people: ({ id: string; version: number; mergedIntoId: string | null } & SharedObject)[];
  speeches: { id: string; exhibitionId: string }[];
  /** The streams that showed them, in the order in which they are locked. */
  streams: { exhibitionId: string; mode: StreamMode; reportingCurrency: string; rates: Rate[] }[];
  /** Whether an announcement or an audit record has a value of them. */
  hasValues: boolean;
  /** The ids of those who were redacted before. */
  redacted: string[];
}

/** `people` is a query of their ids. */
export async function loadRedaction(read: ReadRows, people: Sql): Promise<LoadedRedaction> {
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
      read<Pick<LoadedRedaction, 'hasValues' | 'redacted'>>(sql`
        SELECT EXISTS (SELECT FROM "PersonalValue" WHERE "personId" IN (${people})) AS "hasValues",
               ARRAY(SELECT "personId" FROM "Redaction" WHERE "personId" IN (${people})) AS "redacted"`),
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
