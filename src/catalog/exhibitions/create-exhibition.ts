import { z } from 'zod';
import { createStreams } from '../../announcements/create-streams.ts';
import { requireOrganizer, requireOrganizerOfSeries, type ScopedSeries } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { AlreadyExists, NotFound } from '../../errors/user-errors.ts';
import { isReferenced } from '../../graphql/reference.ts';
import { creating, sample } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { lockRows } from '../../mutations/row-locks.ts';
import { currency, pageSlug, seriesRef } from '../../mutations/validators.ts';
import { insertRows } from '../../mutations/write-rows.ts';
import { sortByLanguages } from '../../text/localized-text.ts';
import {
  endsOn,
  focusIndustries,
  isoDay,
  languages,
  nameTranslations,
  rates,
  requireDates,
  requireForeignRates,
  startsOn,
  themeTranslations,
  venueColumns,
  venues,
  zone,
} from './exhibition-input.ts';
import { loadIndustries } from './load-industries.ts';
import { asRates, insertFocusIndustries, insertRates, insertVenues } from './write-exhibition.ts';

export const createExhibition = defineMutation({
  name: 'createExhibition',
  input: z.object({
    series: seriesRef.describe('The series of the edition, by its slug or its id.'),
    edition: z.int().min(1).max(1_000).describe('The number of the edition in its series, from 1 to 1,000.'),
    slug: pageSlug.describe(
      'The unique name in URLs, arguments and tokens. It never changes. At most 80 lower-case letters, digits and single hyphens; first path segments of pages, such as desk, are reserved.',
    ),
    nameTranslations,
    themeTranslations: themeTranslations
      .nullish()
      .describe('The theme, with one entry per language. Null for none.'),
    startsOn,
    endsOn,
    timeZone: zone,
    languages,
    reportingCurrency: currency.describe(
      'The reporting currency, into which totals are converted. It never changes.',
    ),
    focusIndustries: focusIndustries.nullish(),
    venues: venues.nullish().describe('The venues in display order, at most 20.'),
    exchangeRates: rates
      .nullish()
      .describe('The exchange rates into the reporting currency: at most 50, one per foreign currency.'),
    sample,
    ...creating,
  }),
  rights: requireOrganizer,
  errors: [AlreadyExists],
  async load(read, input) {
    const [, [series], industries] = await Promise.all([
      lockRows(read, 'ExhibitionSeries', isReferenced('locked', input.series), 'FOR KEY SHARE'),
      read<{ id: string } & ScopedSeries>(
        sql`SELECT "id", "slug" FROM "ExhibitionSeries" AS series WHERE ${isReferenced('series', input.series)}`,
      ),
      loadIndustries(read, input.focusIndustries ?? []),
    ]);
    return { series, industries };
  },
  decide(loaded, input, { identity, newId }) {
    if (!loaded.series) throw new NotFound('series', ['input', 'series']);
    requireOrganizerOfSeries(identity, loaded.series);
    const given = input.exchangeRates ?? [];
    requireDates(isoDay(input.startsOn), isoDay(input.endsOn));
    requireForeignRates(given, input.reportingCurrency);
    const id = newId();
    const exhibition = {
      seriesId: loaded.series.id,
      edition: input.edition,
      slug: input.slug,
      names: sortByLanguages(input.languages, input.nameTranslations),
      theme: input.themeTranslations ? sortByLanguages(input.languages, input.themeTranslations) : null,
      startsOn: isoDay(input.startsOn),
      endsOn: isoDay(input.endsOn),
      timeZone: input.timeZone,
      languages: input.languages,
      reportingCurrencyCode: input.reportingCurrency,
      sample: input.sample,
    };
    const focus = input.focusIndustries ?? [];
    const places = (input.venues ?? []).map(venueColumns);
    const exchangeRates = asRates(given, input.sample);
    return {
      result: { exhibition: id },
      writes: [
        ...insertRows('Exhibition', [{ id, ...exhibition }]),
        ...insertFocusIndustries(id, focus, loaded.industries),
        ...insertVenues(id, places, 0, newId),
        ...insertRates(id, exchangeRates),
        ...createStreams(id),
      ],
      audit: [
        {
          exhibition: id,
          type: 'Exhibition',
          id,
          before: null,
          after: { ...exhibition, focusIndustries: focus, venues: places, exchangeRates },
        },
      ],
    };
  },
});
