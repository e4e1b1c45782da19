/** createVenue, updateVenue and deleteVenue. */

import { z } from 'zod';
import { requireOrganizer, requireOrganizerOf, type ScopedExhibition } from '../../auth/policies.ts';
import { type Sql, sql } from '../../database/sql.ts';
import { InvalidInput, NotFound } from '../../errors/user-errors.ts';
import { listLimits } from '../../graphql/list-limits.ts';
import { isReferenced } from '../../graphql/reference.ts';
import { exhibitionSql, seriesColumn } from '../../graphql/scope-columns.ts';
import { creating, updating } from '../../mutations/common-input.ts';
import { defineDeletion } from '../../mutations/define-deletion.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { lockRows } from '../../mutations/row-locks.ts';
import { country, exhibitionRef, nodeId, timeZone } from '../../mutations/validators.ts';
import { insertRows, updateRow } from '../../mutations/write-rows.ts';
import { type VenueColumns, venueCity, venueName } from './exhibition-input.ts';

interface LoadedExhibition extends ScopedExhibition {
  id: string;
  venues: number;
  /** The position of a venue that follows those that exist. */
  position: number;
}

export const createVenue = defineMutation({
  name: 'createVenue',
  input: z.object({
    exhibition: exhibitionRef.describe('The exhibition, by its slug or its id.'),
    nameTranslations: venueName,
    cityTranslations: venueCity,
    country: country.describe('The country of the city.'),
    timeZone: timeZone.describe('The IANA time zone of the city.'),
    ...creating,
  }),
  rights: requireOrganizer,
  async load(read, input) {
    const ofInput = isReferenced('exhibition', input.exhibition);
    // Locked, so that the count holds until the commit.
    const [, [exhibition]] = await Promise.all([
      lockRows(read, 'Exhibition', isReferenced('locked', input.exhibition), 'FOR NO KEY UPDATE'),
      read<LoadedExhibition>(sql`
        SELECT exhibition."id", exhibition."slug", ${seriesColumn},
               (SELECT count(*)::int FROM "Venue" WHERE "exhibitionId" = exhibition."id") AS venues,
               (SELECT coalesce(max("position") + 1, 0) FROM "Venue" WHERE "exhibitionId" = exhibition."id") AS position
        FROM "Exhibition" AS exhibition WHERE ${ofInput}`),
    ]);
    return exhibition ?? null;
  },
  decide(exhibition, input, { identity, newId }) {
    if (!exhibition) throw new NotFound('exhibition', ['input', 'exhibition']);
    requireOrganizerOf(identity, exhibition);
    const { max } = listLimits.venues;
    if (exhibition.venues >= max)
      throw InvalidInput.at(['input', 'exhibition'], `has ${max} venues already, which is the maximum`);
    const id = newId();
    const venue: VenueColumns = {
      names: input.nameTranslations,
      city: input.cityTranslations,
      country: input.country,
      timeZone: input.timeZone,
    };
    const { id: exhibitionId, position } = exhibition;
    return {
      result: { venue: id },
      writes: insertRows('Venue', [{ id, exhibitionId, position, ...venue }]),
      audit: [{ exhibition: exhibitionId, type: 'Venue', id, before: null, after: venue }],
    };
  },
});

/** Who changes the venues of an exhibition locks it. A venue does not move to another one. */
function exhibitionOfVenue(venue: string): Sql {
  return sql`locked."id" = (SELECT "exhibitionId" FROM "Venue" WHERE "id" = ${venue}::uuid)`;
}

interface LoadedVenue extends VenueColumns {
  version: number;
  exhibitionId: string;
  exhibition: ScopedExhibition;
}

export const updateVenue = defineMutation({
  name: 'updateVenue',
  input: z.object({
    venue: nodeId('Venue').describe('The venue.'),
    nameTranslations: venueName.optional(),
    cityTranslations: venueCity.optional(),
    country: country.optional().describe('The country of the city.'),
    timeZone: timeZone.optional().describe('The IANA time zone of the city.'),
    ...updating('venue'),
  }),
  rights: requireOrganizer,
  async load(read, { venue }) {
    const [, , [found]] = await Promise.all([
      lockRows(read, 'Exhibition', exhibitionOfVenue(venue), 'FOR NO KEY UPDATE'),
      lockRows(read, 'Venue', sql`locked."id" = ${venue}::uuid`, 'FOR NO KEY UPDATE'),
      read<LoadedVenue>(sql`
        SELECT "version", "exhibitionId", ${exhibitionSql(sql`"exhibitionId"`)} AS exhibition, "names", "city", "country", "timeZone"
        FROM "Venue" WHERE "id" = ${venue}::uuid`),
    ]);
    return found ?? null;
  },
  decide(loaded, { venue: id, expectedVersion, ...input }, { identity }) {
    if (!loaded) throw new NotFound('venue', ['input', 'venue']);
    const { version, exhibitionId, exhibition, ...before } = loaded;
    requireOrganizerOf(identity, exhibition);
    assertVersion(expectedVersion, { typename: 'Venue', id, version });
    const after = {
      names: input.nameTranslations ?? before.names,
      city: input.cityTranslations ?? before.city,
      country: input.country ?? before.country,
      timeZone: input.timeZone ?? before.timeZone,
    };
    return {
      result: { venue: id },
      writes: updateRow('Venue', id, after),
      audit: [{ exhibition: exhibitionId, type: 'Venue', id, before, after }],
    };
  },
});

export const deleteVenue = defineDeletion({
  name: 'deleteVenue',
  field: 'venue',
  typename: 'Venue',
  table: 'Venue',
  description: 'A venue in which no ceremony takes place.',
  rights: requireOrganizer,
  authorize: (identity, { exhibition }) => requireOrganizerOf(identity, exhibition!),
  exhibitionId: sql`item."exhibitionId"`,
  changes: { table: 'Exhibition', where: exhibitionOfVenue },
  references: {
    ceremonies: sql`SELECT count(*)::int FROM "CeremonyVenue" WHERE "venueId" = item."id"`,
  },
});
