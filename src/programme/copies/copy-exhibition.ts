/**
 * copyExhibition makes the next edition from an earlier one: its venues, industries, ceremonies without a programme and,
 * if asked for, its exhibitors. Deals, speeches, figures and exchange rates belong to their edition and are not copied.
 */

import { z } from 'zod';
import { createStreams } from '../../announcements/create-streams.ts';
import { requireOrganizer, requireOrganizerOfSeries, type ScopedSeries } from '../../auth/policies.ts';
import {
  endsOn,
  isoDay,
  nameTranslations,
  startsOn,
  themeTranslations,
} from '../../catalog/exhibitions/exhibition-input.ts';
import { sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { AlreadyExists, InvalidInput, NotFound } from '../../errors/user-errors.ts';
import { isReferenced } from '../../graphql/reference.ts';
import { seriesColumn } from '../../graphql/scope-columns.ts';
import { creating } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { lockRows } from '../../mutations/row-locks.ts';
import { exhibitionRef, pageSlug } from '../../mutations/validators.ts';
import { insertRows } from '../../mutations/write-rows.ts';
import { type LocalizedText, sortByLanguages } from '../../text/localized-text.ts';

interface Original {
  id: string;
  seriesId: string;
  series: ScopedSeries;
  names: LocalizedText;
  theme: LocalizedText | null;
  startsOn: string;
  endsOn: string;
  timeZone: string;
  languages: string[];
  reportingCurrencyCode: string;
  sample: boolean;
  /** The number of the newest edition of the series. */
  newestEdition: number;
  focusIndustries: { industryId: string; position: number }[];
  venues: {
    id: string;
    position: number;
    names: LocalizedText;
    city: LocalizedText;
    country: string;
    timeZone: string;
  }[];
  exhibitors: {
    id: string;
    organizationId: string;
    role: string;
    mainExhibitorId: string | null;
    hall: string | null;
    booth: string | null;
    sample: boolean;
  }[];
  ceremonies: {
    id: string;
    kind: string;
    names: LocalizedText;
    /** At the same time of day, shifted by as many days as the exhibition. */
    startsAt: string;
    endsAt: string | null;
    sample: boolean;
    venues: string[];
  }[];
}

const maxEdition = 1_000;

export const copyExhibition = defineMutation({
  name: 'copyExhibition',
  input: z.object({
    exhibition: exhibitionRef.describe('The exhibition to copy, by its slug or its id.'),
    slug: pageSlug.describe(
      'The unique name of the new exhibition. It never changes. At most 80 lower-case letters, digits and single hyphens; first path segments of pages, such as desk, are reserved.',
    ),
    edition: z
      .int()
      .min(1)
      .max(maxEdition)
      .nullish()
      .describe(
        'The number of the new edition, from 1 to 1,000. Null for the one after the newest of the series.',
      ),
    startsOn: startsOn.describe('The first day. Ceremonies are shifted by the same number of days.'),
    endsOn: endsOn.nullish().describe('The last day, included. Null for as many days as the original has.'),
    nameTranslations: nameTranslations
      .nullish()
      .describe('The name, with one entry per language. Null for that of the original.'),
    themeTranslations: themeTranslations
      .nullish()
      .describe('The theme, with one entry per language. Null for none.'),
    copyExhibitors: z
      .boolean()
      .default(false)
      .describe('True to register the exhibitors of the original, with their halls and booths.'),
    copyCeremonies: z
      .boolean()
      .default(true)
      .describe('True to plan the ceremonies of the original, without programmes and guests.'),
    ...creating,
  }),
  rights: requireOrganizer,
  errors: [AlreadyExists],
  load: loadOriginal,
  decide(original, input, { identity, newId }) {
    if (!original) throw new NotFound('exhibition', ['input', 'exhibition']);
    // The copy is a new exhibition of the series.
    requireOrganizerOfSeries(identity, original.series);
    const edition = input.edition ?? original.newestEdition + 1;
    if (edition > maxEdition)
      throw InvalidInput.at(
        ['input', 'edition'],
        `the series has ${maxEdition} editions, which is the maximum`,
      );
    const firstDay = isoDay(input.startsOn);
    const lastDay = input.endsOn ? isoDay(input.endsOn) : shiftedDay(original, firstDay);
    if (lastDay < firstDay) throw InvalidInput.at(['input', 'endsOn'], 'is before startsOn');
    const { seriesId, timeZone, languages, reportingCurrencyCode, sample } = original;
    const exhibition = {
      seriesId,
      edition,
      slug: input.slug,
      names: input.nameTranslations ? sortByLanguages(languages, input.nameTranslations) : original.names,
      theme: input.themeTranslations ? sortByLanguages(languages, input.themeTranslations) : null,
      startsOn: firstDay,
      endsOn: lastDay,
      timeZone,
      languages,
      reportingCurrencyCode,
      sample,
    };
    const id = newId();
    const newIds = new Map(
      [...original.venues, ...original.exhibitors].map((each) => [each.id, newId()] as const),
    );
    const venues = original.venues.map((venue) => ({
      ...venue,
      id: newIds.get(venue.id)!,
      exhibitionId: id,
    }));
    const exhibitors = (input.copyExhibitors ? original.exhibitors : []).map(
      ({ mainExhibitorId, ...each }) => ({
        ...each,
        id: newIds.get(each.id)!,
        exhibitionId: id,
        mainExhibitorId: mainExhibitorId && newIds.get(mainExhibitorId)!,
      }),
    );
    const ceremonies = (input.copyCeremonies ? original.ceremonies : []).map(
      ({ venues: places, ...each }) => ({
        columns: { ...each, id: newId(), exhibitionId: id },
        venues: places.map((venue) => newIds.get(venue)!),
      }),
    );
    return {
      result: { exhibition: id },
      writes: [
        ...insertRows('Exhibition', [{ id, ...exhibition }]),
        ...insertRows(
          'FocusIndustry',
          original.focusIndustries.map((each) => ({ exhibitionId: id, ...each })),
        ),
        ...insertRows('Venue', venues),
        ...createStreams(id),
        ...insertRows('Exhibitor', exhibitors),
        ...insertRows(
          'Ceremony',
          ceremonies.map(({ columns }) => columns),
        ),
        ...insertRows(
          'CeremonyVenue',
          ceremonies.flatMap(({ columns, venues: places }) =>
            places.map((venueId, position) => ({ ceremonyId: columns.id, venueId, position })),
          ),
        ),
      ],
      audit: [
        {
          exhibition: id,
          type: 'Exhibition',
          id,
          before: null,
          after: { ...exhibition, copyOf: original.id, venues: venues.map(({ id: venue }) => venue) },
        },
        ...exhibitors.map((after) => ({
          exhibition: id,
          type: 'Exhibitor',
          id: after.id,
          before: null,
          after,
        })),
        ...ceremonies.map(({ columns, venues: places }) => ({
          exhibition: id,
          type: 'Ceremony',
          id: columns.id,
          before: null,
          after: { ...columns, venues: places },
        })),
      ],
    };
  },
});

/** As long as the original. */
function shiftedDay({ startsOn: from, endsOn: to }: Original, firstDay: string): string {
  return new Date(Date.parse(firstDay) + Date.parse(to) - Date.parse(from)).toISOString().slice(0, 10);
}

async function loadOriginal(
  read: ReadRows,
  {
    exhibition: reference,
    startsOn: firstDay,
  }: { exhibition: Parameters<typeof isReferenced>[1]; startsOn: Date },
): Promise<Original | null> {
  const isOriginal = isReferenced('exhibition', reference);
  const days = sql`(${isoDay(firstDay)}::date - exhibition."startsOn")`;
  const shifted = (column: ReturnType<typeof sql>) => sql`
    ((${column} AT TIME ZONE exhibition."timeZone" + ${days} * interval '1 day') AT TIME ZONE exhibition."timeZone")`;
  const isOfOriginal = sql`locked."exhibitionId" = (SELECT exhibition."id" FROM "Exhibition" AS exhibition WHERE ${isOriginal})`;
  const [, , , , [original]] = await Promise.all([
    lockRows(read, 'Ceremony', isOfOriginal, 'FOR SHARE'),
    lockRows(read, 'Exhibition', isReferenced('locked', reference), 'FOR SHARE'),
    lockRows(read, 'Venue', isOfOriginal, 'FOR SHARE'),
    lockRows(read, 'Exhibitor', isOfOriginal, 'FOR SHARE'),
    read<Original>(sql`
      SELECT exhibition."id", exhibition."seriesId", ${seriesColumn}, exhibition."names", exhibition."theme", exhibition."startsOn"::text,
             exhibition."endsOn"::text, exhibition."timeZone", exhibition."languages",
             exhibition."reportingCurrencyCode", exhibition."sample",
             (SELECT max("edition") FROM "Exhibition" WHERE "seriesId" = exhibition."seriesId") AS "newestEdition",
             (SELECT coalesce(jsonb_agg(jsonb_build_object('industryId', "industryId", 'position', "position")), '[]')
              FROM "FocusIndustry" WHERE "exhibitionId" = exhibition."id") AS "focusIndustries",
             (SELECT coalesce(jsonb_agg(jsonb_build_object('id', "id", 'position', "position", 'names', "names",
                       'city', "city", 'country', "country", 'timeZone', "timeZone") ORDER BY "position"), '[]')
              FROM "Venue" WHERE "exhibitionId" = exhibition."id") AS venues,
             (SELECT coalesce(jsonb_agg(jsonb_build_object('id', "id", 'organizationId', "organizationId",
                       'role', "role", 'mainExhibitorId', "mainExhibitorId", 'hall', "hall", 'booth', "booth",
                       'sample', "sample") ORDER BY "mainExhibitorId" NULLS FIRST, "id"), '[]')
              FROM "Exhibitor" WHERE "exhibitionId" = exhibition."id") AS exhibitors,
             (SELECT coalesce(jsonb_agg(jsonb_build_object('id', ceremony."id", 'kind', ceremony."kind",
                       'names', ceremony."names", 'startsAt', ${shifted(sql`ceremony."startsAt"`)},
                       'endsAt', ${shifted(sql`ceremony."endsAt"`)}, 'sample', ceremony."sample",
                       'venues', (SELECT coalesce(jsonb_agg("venueId" ORDER BY "position"), '[]')
                                  FROM "CeremonyVenue" WHERE "ceremonyId" = ceremony."id"))
                       ORDER BY ceremony."startsAt", ceremony."id"), '[]')
              FROM "Ceremony" AS ceremony
              WHERE ceremony."exhibitionId" = exhibition."id" AND ceremony."status" <> 'CANCELLED') AS ceremonies
      FROM "Exhibition" AS exhibition WHERE ${isOriginal}`),
  ]);
  return original ?? null;
}
