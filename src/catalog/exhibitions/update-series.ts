import { z } from 'zod';
import { requireOrganizer, requireOrganizerOfSeries } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { NotFound } from '../../errors/user-errors.ts';
import { isReferenced } from '../../graphql/reference.ts';
import { archived, updating } from '../../mutations/common-input.ts';
import { defineDeletion } from '../../mutations/define-deletion.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { loadReferred, requireReferred } from '../../mutations/merged.ts';
import { lockRows } from '../../mutations/row-locks.ts';
import { seriesRef } from '../../mutations/validators.ts';
import { updateRow } from '../../mutations/write-rows.ts';
import type { LocalizedText } from '../../text/localized-text.ts';
import { requireSeriesPlaces } from './create-series.ts';
import {
  heldSince,
  hostCityTranslations,
  hostCountry,
  hostSubdivision,
  nameTranslations,
  organizer,
  partnerCountries,
} from './series-input.ts';

interface LoadedSeries {
  id: string;
  slug: string;
  version: number;
  names: LocalizedText;
  hostCity: LocalizedText;
  hostCountry: string;
  hostSubdivision: string | null;
  partnerCountries: string[];
  heldSince: number | null;
  organizerId: string | null;
  archived: boolean;
}

/** Its slug never changes: addresses contain it. */
export const updateSeries = defineMutation({
  name: 'updateSeries',
  input: z.object({
    series: seriesRef.describe('The series, by its slug or its id.'),
    nameTranslations: nameTranslations.optional(),
    hostCityTranslations: hostCityTranslations.optional(),
    hostCountry: hostCountry.optional(),
    hostSubdivision: hostSubdivision
      .nullish()
      .describe(
        'The province or state of the host city by its ISO 3166-2 code, such as CN-JS. Null clears it.',
      ),
    partnerCountries: partnerCountries
      .nullish()
      .describe(
        'At most 50 countries, each once, without the host country. Null or an empty list clears them.',
      ),
    heldSince: heldSince
      .nullish()
      .describe('The year of the first edition, from 1800 to 2200. Null clears it.'),
    organizer: organizer
      .nullish()
      .describe(
        'The id of the PublicBody or Company that organizes it. It becomes public with the series. Null clears it.',
      ),
    archived: archived.optional(),
    ...updating('series'),
  }),
  rights: requireOrganizer,
  async load(read, input) {
    const [, [series], organizer] = await Promise.all([
      lockRows(read, 'ExhibitionSeries', isReferenced('locked', input.series), 'FOR NO KEY UPDATE'),
      read<LoadedSeries>(sql`
        SELECT "id", "slug", "version", "names", "hostCity", "hostCountry", "hostSubdivision", "partnerCountries", "heldSince",
               "organizerId", "archived"
        FROM "ExhibitionSeries" AS series WHERE ${isReferenced('series', input.series)}`),
      // It becomes public.
      loadReferred(read, 'Organization', input.organizer ?? null, 'FOR NO KEY UPDATE'),
    ]);
    return { series: series ?? null, organizer };
  },
  decide({ series, organizer: found }, input, { identity, at }) {
    if (!series) throw new NotFound('series', ['input', 'series']);
    const { id, slug, version, ...before } = series;
    requireOrganizerOfSeries(identity, { slug });
    assertVersion(input.expectedVersion, { typename: 'ExhibitionSeries', id, version });
    if (input.organizer != null) requireReferred(found, 'organization', ['input', 'organizer']);
    const given = <Value>(value: Value | null | undefined, previous: Value | null) =>
      value === undefined ? previous : value;
    const after = {
      names: input.nameTranslations ?? before.names,
      hostCity: input.hostCityTranslations ?? before.hostCity,
      hostCountry: input.hostCountry ?? before.hostCountry,
      hostSubdivision: given(input.hostSubdivision, before.hostSubdivision),
      partnerCountries: given(input.partnerCountries, before.partnerCountries) ?? [],
      heldSince: given(input.heldSince, before.heldSince),
      organizerId: given(input.organizer, before.organizerId),
      archived: input.archived ?? before.archived,
    };
    requireSeriesPlaces(after);
    return {
      result: { series: id },
      writes: [
        ...updateRow('ExhibitionSeries', id, after),
        sql`UPDATE "Organization" SET "publicSince" = ${at}
            WHERE "id" = ${after.organizerId}::uuid AND "publicSince" IS NULL`,
      ],
      audit: [{ type: 'ExhibitionSeries', id, before, after }],
    };
  },
});

export const deleteSeries = defineDeletion({
  name: 'deleteSeries',
  field: 'series',
  typename: 'ExhibitionSeries',
  table: 'ExhibitionSeries',
  description: 'The id of a series without exhibitions and without reported figures.',
  rights: requireOrganizer,
  authorize: (identity, { series }) => requireOrganizerOfSeries(identity, series!),
  seriesId: sql`item."id"`,
  references: {
    exhibitions: sql`SELECT count(*)::int FROM "Exhibition" WHERE "seriesId" = item."id"`,
    'reported figures': sql`SELECT count(*)::int FROM "ReportedFigure" WHERE "seriesId" = item."id"`,
  },
});
