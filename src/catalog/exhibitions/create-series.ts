import { z } from 'zod';
import { requireOrganizer, requireOrganizerOfAll } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { AlreadyExists, InvalidInput } from '../../errors/user-errors.ts';
import { creating, sample } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { loadReferred, requireReferred } from '../../mutations/merged.ts';
import { pageSlug } from '../../mutations/validators.ts';
import { insertRows } from '../../mutations/write-rows.ts';
import {
  heldSince,
  hostCityTranslations,
  hostCountry,
  hostSubdivision,
  nameTranslations,
  organizer,
  partnerCountries,
} from './series-input.ts';

export const createSeries = defineMutation({
  name: 'createSeries',
  input: z.object({
    slug: pageSlug.describe(
      'Its name in addresses and arguments: at most 80 lower-case letters, digits and single hyphens, and not the first path segment of a page.',
    ),
    nameTranslations,
    hostCityTranslations,
    hostCountry,
    hostSubdivision: hostSubdivision.nullish(),
    partnerCountries: partnerCountries.nullish(),
    heldSince: heldSince.nullish(),
    organizer: organizer.nullish(),
    sample,
    ...creating,
  }),
  rights: requireOrganizer,
  errors: [AlreadyExists],
  async load(read, { organizer }) {
    if (organizer == null) return null;
    // It becomes public.
    return loadReferred(read, 'Organization', organizer, 'FOR NO KEY UPDATE');
  },
  decide(
    loaded,
    {
      organizer: organizerId = null,
      nameTranslations: names,
      hostCityTranslations: hostCity,
      idempotencyKey: _key,
      ...input
    },
    { identity, at, newId },
  ) {
    requireOrganizerOfAll(identity);
    if (organizerId !== null) requireReferred(loaded, 'organization', ['input', 'organizer']);
    const id = newId();
    const series = {
      ...input,
      names,
      hostCity,
      hostSubdivision: input.hostSubdivision ?? null,
      partnerCountries: input.partnerCountries ?? [],
      heldSince: input.heldSince ?? null,
      organizerId,
    };
    requireSeriesPlaces(series);
    return {
      result: { series: id },
      writes: [
        ...insertRows('ExhibitionSeries', [{ id, ...series }]),
        sql`UPDATE "Organization" SET "publicSince" = ${at}
            WHERE "id" = ${organizerId}::uuid AND "publicSince" IS NULL`,
      ],
      audit: [{ type: 'ExhibitionSeries', id, before: null, after: series }],
    };
  },
});

/** The subdivision is in the host country, and the host is no partner of itself. */
export function requireSeriesPlaces(series: {
  hostCountry: string;
  hostSubdivision: string | null;
  partnerCountries: readonly string[];
}): void {
  const { hostCountry, hostSubdivision, partnerCountries } = series;
  if (hostSubdivision !== null && !hostSubdivision.startsWith(`${hostCountry}-`))
    throw InvalidInput.at(['input', 'hostSubdivision'], `is not in the host country, ${hostCountry}`);
  const index = partnerCountries.indexOf(hostCountry);
  if (index !== -1)
    throw InvalidInput.at(['input', 'partnerCountries', String(index)], 'is the host country');
}
