import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { requireOrganizer, requireOrganizerOf, type ScopedSeries } from '../../auth/policies.ts';
import { type Sql, sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { reportingAmountsSql } from '../../derived-columns/reporting-amounts.ts';
import { InvalidInput, NotFound, RatesInUse } from '../../errors/user-errors.ts';
import { listLimits } from '../../graphql/list-limits.ts';
import { isReferenced, type Reference } from '../../graphql/reference.ts';
import { seriesColumn } from '../../graphql/scope-columns.ts';
import type { Rate } from '../../money/money.ts';
import { archived, updating } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { type InputWarning, warned } from '../../mutations/input-warning.ts';
import { lockRows } from '../../mutations/row-locks.ts';
import { exhibitionRef } from '../../mutations/validators.ts';
import { updateRow } from '../../mutations/write-rows.ts';
import { type LocalizedText, sortByLanguages } from '../../text/localized-text.ts';
import { type ExhibitionDays, isOutside } from './days-outside.ts';
import {
  endsOn,
  focusIndustries,
  isoDay,
  languages,
  nameTranslations,
  type RateInput,
  rates,
  requireDates,
  requireForeignRates,
  startsOn,
  themeTranslations,
  type VenueColumns,
  venueColumns,
  venues,
  zone,
} from './exhibition-input.ts';
import { loadIndustries } from './load-industries.ts';
import { ratesColumn } from './rates.ts';
import { asRates, insertFocusIndustries, insertRates, insertVenues } from './write-exhibition.ts';

interface LoadedExhibition {
  version: number;
  id: string;
  slug: string;
  series: ScopedSeries;
  names: LocalizedText;
  theme: LocalizedText | null;
  startsOn: string;
  endsOn: string;
  timeZone: string;
  languages: string[];
  archived: boolean;
  reportingCurrencyCode: string;
  focusIndustries: string[];
  venues: VenueColumns[];
  /** The position of a venue that follows those that exist. */
  nextVenue: number;
  rates: Rate[];
  ceremonyIsOpen: boolean;
  /** The starts of its ceremonies that are not cancelled, as ISO 8601. */
  ceremonies: string[];
}

export const updateExhibition = defineMutation({
  name: 'updateExhibition',
  input: z.object({
    exhibition: exhibitionRef.describe('The exhibition, by its slug or its id.'),
    nameTranslations: nameTranslations.optional(),
    themeTranslations: themeTranslations
      .nullish()
      .describe('The theme, with one entry per language. Null clears it.'),
    startsOn: startsOn.optional(),
    endsOn: endsOn.optional(),
    timeZone: zone.optional(),
    languages: languages.optional(),
    focusIndustries: focusIndustries
      .nullish()
      .describe(
        'The codes of the industries that the exhibition focuses on, in display order, at most 50. Null or an empty list clears them.',
      ),
    addVenues: venues
      .optional()
      .describe(`Venues to add after the existing ones. An exhibition has at most ${listLimits.venues.max}.`),
    exchangeRates: rates
      .nullish()
      .describe(
        'The exchange rates into the reporting currency: at most 50, one per foreign currency. Null or an empty list clears them. They cannot be changed while a ceremony is open. Announcements keep the rates of their time.',
      ),
    archived: archived.optional(),
    ...updating('exhibition'),
  }),
  rights: requireOrganizer,
  errors: [RatesInUse],
  async load(read, input) {
    const [exhibition, , industries] = await Promise.all([
      loadExhibitionForUpdate(read, input.exhibition),
      input.exchangeRates === undefined ? [] : lockDeals(read, input.exhibition),
      loadIndustries(read, input.focusIndustries ?? []),
    ]);
    return { exhibition, industries };
  },
  decide(loaded, input, { identity, newId }) {
    if (!loaded.exhibition) throw new NotFound('exhibition', ['input', 'exhibition']);
    const { id, slug, series, ceremonyIsOpen, ceremonies, nextVenue, version, ...before } = loaded.exhibition;
    requireOrganizerOf(identity, { slug, series });
    assertVersion(input.expectedVersion, { typename: 'Exhibition', id, version });
    const { themeTranslations: theme } = input;
    const order = input.languages ?? before.languages;
    const columns = {
      names: input.nameTranslations ? sortByLanguages(order, input.nameTranslations) : before.names,
      theme: theme === undefined ? before.theme : theme && sortByLanguages(order, theme),
      startsOn: input.startsOn ? isoDay(input.startsOn) : before.startsOn,
      endsOn: input.endsOn ? isoDay(input.endsOn) : before.endsOn,
      timeZone: input.timeZone ?? before.timeZone,
      languages: order,
      archived: input.archived ?? before.archived,
    };
    requireDates(columns.startsOn, columns.endsOn);
    const focus = input.focusIndustries === null ? [] : input.focusIndustries;
    const given = input.exchangeRates === null ? [] : input.exchangeRates;
    const added = (input.addVenues ?? []).map(venueColumns);
    requireRoomForVenues(before.venues.length, added.length);
    const newRates = given && changedRates(given, loaded.exhibition);
    return {
      result: { exhibition: id, ...warned(warnOfCeremonies(ceremonies, columns, input)) },
      writes: [
        ...updateRow('Exhibition', id, columns),
        ...(focus
          ? [
              sql`DELETE FROM "FocusIndustry" WHERE "exhibitionId" = ${id}::uuid`,
              ...insertFocusIndustries(id, focus, loaded.industries),
            ]
          : []),
        ...insertVenues(id, added, nextVenue, newId),
        ...(newRates ? replaceRates(id, newRates) : []),
      ],
      audit: [
        {
          exhibition: id,
          type: 'Exhibition',
          id,
          before,
          after: {
            ...before,
            ...columns,
            focusIndustries: focus ?? before.focusIndustries,
            venues: [...before.venues, ...added],
            rates: newRates ?? before.rates,
          },
        },
      ],
    };
  },
});

/** Only where the days are changed. */
function warnOfCeremonies(
  ceremonies: readonly string[],
  days: ExhibitionDays,
  given: { startsOn?: Date | undefined; endsOn?: Date | undefined },
): InputWarning[] {
  const outside = ceremonies.filter((startsAt) => isOutside(days, startsAt)).length;
  const field = (['startsOn', 'endsOn'] as const).find((each) => given[each] !== undefined);
  if (field === undefined || outside === 0) return [];
  return [
    {
      code: 'OUTSIDE_EXHIBITION',
      path: ['input', field],
      message: `leaves ceremonies outside the days of the exhibition: ${outside}`,
    },
  ];
}

/** The lock keeps a ceremony from being opened while the rates change. */
async function loadExhibitionForUpdate(
  read: ReadRows,
  reference: Reference,
): Promise<LoadedExhibition | null> {
  const [, [exhibition]] = await Promise.all([
    lockRows(read, 'Exhibition', isReferenced('locked', reference), 'FOR NO KEY UPDATE'),
    read<LoadedExhibition>(sql`
      SELECT exhibition."id", exhibition."slug", ${seriesColumn}, exhibition."version", exhibition."names", exhibition."theme", exhibition."startsOn"::text, exhibition."endsOn"::text,
             exhibition."timeZone", exhibition."languages", exhibition."archived", exhibition."reportingCurrencyCode", ${ratesColumn},
             (SELECT coalesce(jsonb_agg(industry."code" ORDER BY focus."position"), '[]')
              FROM "FocusIndustry" AS focus JOIN "Industry" AS industry ON industry."id" = focus."industryId"
              WHERE focus."exhibitionId" = exhibition."id") AS "focusIndustries",
             (SELECT coalesce(jsonb_agg(jsonb_build_object('names', venue."names", 'city', venue."city",
                       'country', venue."country", 'timeZone', venue."timeZone") ORDER BY venue."position"), '[]')
              FROM "Venue" AS venue WHERE venue."exhibitionId" = exhibition."id") AS venues,
             (SELECT coalesce(max("position") + 1, 0) FROM "Venue" WHERE "exhibitionId" = exhibition."id") AS "nextVenue",
             EXISTS (SELECT FROM "Ceremony" AS ceremony
                     WHERE ceremony."exhibitionId" = exhibition."id" AND ceremony."status" = 'OPEN'
             ) AS "ceremonyIsOpen"
             , (SELECT coalesce(jsonb_agg(ceremony."startsAt"), '[]') FROM "Ceremony" AS ceremony
                WHERE ceremony."exhibitionId" = exhibition."id" AND ceremony."status" <> 'CANCELLED') AS ceremonies
      FROM "Exhibition" AS exhibition WHERE ${isReferenced('exhibition', reference)}`),
  ]);
  return exhibition ?? null;
}

/** lockDeals locks the deals of the exhibition: their amounts in the reporting currency are written with the rates. */
function lockDeals(read: ReadRows, reference: Reference): Promise<string[]> {
  return lockRows(
    read,
    'Deal',
    sql`locked."exhibitionId" = (
      SELECT exhibition."id" FROM "Exhibition" AS exhibition WHERE ${isReferenced('exhibition', reference)})`,
    'FOR NO KEY UPDATE',
  );
}

/**
 * changedRates returns undefined where the rates are the stored ones. Other rates are refused while a ceremony is open:
 * the totals on the screens change only with an announcement.
 */
function changedRates(
  given: readonly RateInput[],
  { reportingCurrencyCode, ceremonyIsOpen, rates: stored }: LoadedExhibition,
): Rate[] | undefined {
  requireForeignRates(given, reportingCurrencyCode);
  const changed = asRates(given, false);
  if (isDeepStrictEqual(changed, stored)) return undefined;
  if (ceremonyIsOpen) {
    const message = 'Exchange rates cannot be changed while a ceremony is open. Close it first.';
    throw new RatesInUse(message, ['input', 'exchangeRates']);
  }
  return changed;
}

function requireRoomForVenues(existing: number, added: number): void {
  const { max } = listLimits.venues;
  if (added > 0 && existing + added > max) {
    const message = `adds ${added} venues to the existing ${existing}: an exhibition has at most ${max}`;
    throw InvalidInput.at(['input', 'addVenues'], message);
  }
}

function replaceRates(id: string, rates: readonly Rate[]): Sql[] {
  return [
    sql`DELETE FROM "ExchangeRate" WHERE "exhibitionId" = ${id}::uuid`,
    ...insertRates(id, rates),
    reportingAmountsSql(id),
  ];
}
