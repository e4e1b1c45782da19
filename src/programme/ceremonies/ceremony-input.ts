/** Input fields that createCeremony and updateCeremony share. */
import { z } from 'zod';
import * as enums from '../../../prisma/generated/client/enums.ts';
import type { VenueSnapshot } from '../../announcements/content.ts';
import { sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { InvalidInput } from '../../errors/user-errors.ts';
import { listLimits } from '../../graphql/list-limits.ts';
import { oneOf } from '../../mutations/input-type.ts';
import { lockRows } from '../../mutations/row-locks.ts';
import { instant, localized, nodeId } from '../../mutations/validators.ts';
import { insertRows } from '../../mutations/write-rows.ts';

export const kind = oneOf('CeremonyKind', enums.CeremonyKind).describe('What the ceremony is for.');
export const nameTranslations = localized().describe('The name, with one entry per language.');
export const startsAt = instant.describe('When it is planned to begin.');
export const endsAt = instant.describe(
  'When it is planned to end, after startsAt. Null if it is not planned.',
);
export const venues = z
  .array(nodeId('Venue'))
  .max(listLimits.venues.max)
  .describe('At most 20 venues of the exhibition, the host’s first.');
export const invitedGuests = z
  .int()
  .min(0)
  .max(10_000_000)
  .describe('How many guests are invited, from 0 to 10,000,000. Null if it is not known.');

export interface LoadedVenue extends VenueSnapshot {
  exhibitionId: string;
}

/** The snapshot of the row under the alias `venue`. */
export const venueSnapshotSql = sql`
  jsonb_build_object('id', venue."id", 'names', venue."names", 'city', venue."city", 'country', venue."country",
                     'timeZone', venue."timeZone")`;

/** Locked, so that none of them is deleted meanwhile. The lock of the exhibition keeps their names as they are. */
export async function loadVenues(
  read: ReadRows,
  ids: readonly string[] | null | undefined,
): Promise<LoadedVenue[]> {
  const given = [...(ids ?? [])];
  const [, venues] = await Promise.all([
    lockRows(read, 'Venue', sql`locked."id" = ANY(${given}::uuid[])`, 'FOR KEY SHARE'),
    read<LoadedVenue>(sql`
      SELECT "id", "exhibitionId", "names", "city", "country", "timeZone" FROM "Venue"
      WHERE "id" = ANY(${given}::uuid[])`),
  ]);
  return venues;
}

/** The venues given, each once. Throws for one that is not a venue of the exhibition. */
export function requireVenues(
  given: readonly string[] | null | undefined,
  loaded: readonly LoadedVenue[],
  exhibition: string,
): VenueSnapshot[] {
  const ids = [...new Set(given ?? [])];
  return ids.map((venue, index) => {
    const found = loaded.find(({ id, exhibitionId }) => id === venue && exhibitionId === exhibition);
    if (!found)
      throw InvalidInput.at(['input', 'venues', String(index)], 'is not a venue of this exhibition');
    return found;
  });
}

export function insertCeremonyVenues(ceremonyId: string, venues: readonly string[]) {
  return insertRows(
    'CeremonyVenue',
    venues.map((venueId, position) => ({ ceremonyId, venueId, position })),
  );
}
