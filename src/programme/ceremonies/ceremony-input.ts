/** Input fields that createCeremony and updateCeremony share. */
import { z } from 'zod';
import * as enums from '../../../prisma/generated/client/enums.ts';
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

export interface LoadedVenue {
  id: string;
  exhibitionId: string;
}

/** Locked, so that none of them is deleted meanwhile. */
export async function loadVenues(
  read: ReadRows,
  ids: readonly string[] | null | undefined,
): Promise<LoadedVenue[]> {
  const given = [...(ids ?? [])];
  const [, venues] = await Promise.all([
    lockRows(read, 'Venue', sql`locked."id" = ANY(${given}::uuid[])`, 'FOR KEY SHARE'),
    read<LoadedVenue>(sql`SELECT "id", "exhibitionId" FROM "Venue" WHERE "id" = ANY(${given}::uuid[])`),
  ]);
  return venues;
}

/** The venues given, each once. Throws for one that is not a venue of the exhibition. */
export function requireVenues(
  given: readonly string[] | null | undefined,
  loaded: readonly LoadedVenue[],
  exhibition: string,
): string[] {
  const ids = [...new Set(given ?? [])];
  for (const [index, venue] of ids.entries()) {
    if (!loaded.some(({ id, exhibitionId }) => id === venue && exhibitionId === exhibition))
      throw InvalidInput.at(['input', 'venues', String(index)], 'is not a venue of this exhibition');
  }
  return ids;
}

export function insertCeremonyVenues(ceremonyId: string, venues: readonly string[]) {
  return insertRows(
    'CeremonyVenue',
    venues.map((venueId, position) => ({ ceremonyId, venueId, position })),
  );
}
