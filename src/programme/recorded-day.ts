/** The day of a deal or a speech that is entered as a record, without a ceremony. */
import { sql } from '../database/sql.ts';
import type { ReadRows } from '../database/sql-transaction.ts';
import { InvalidInput } from '../errors/user-errors.ts';
import { isReferenced, type Reference } from '../graphql/reference.ts';

export interface RecordedDay {
  /** As YYYY-MM-DD. */
  day: string;
  startsOn: string;
  endsOn: string;
  /** When the day begins in the time zone of the exhibition, as ISO 8601. */
  beginsAt: string;
  /** Whether the LIVE stream has an announcement. */
  hasBegun: boolean;
}

export async function loadRecordedDay(
  read: ReadRows,
  reference: Reference,
  day: string,
): Promise<RecordedDay | null> {
  const [row] = await read<RecordedDay>(sql`
    SELECT ${day}::text AS day, exhibition."startsOn"::text, exhibition."endsOn"::text,
           to_json(${day}::timestamp AT TIME ZONE exhibition."timeZone") #>> '{}' AS "beginsAt",
           stream."head" > 0 AS "hasBegun"
    FROM "Exhibition" AS exhibition
    JOIN "AnnouncementStream" AS stream ON stream."exhibitionId" = exhibition."id" AND stream."mode" = 'LIVE'
    WHERE ${isReferenced('exhibition', reference)}`);
  return row ?? null;
}

export function requireDayOfExhibition(
  { day, startsOn, endsOn, beginsAt }: RecordedDay,
  at: Date,
  field: string,
): void {
  if (day < startsOn || day > endsOn)
    throw InvalidInput.at(['input', field], `is not a day of the exhibition, ${startsOn} to ${endsOn}`);
  if (Date.parse(beginsAt) > at.getTime()) throw InvalidInput.at(['input', field], 'is in the future');
}
