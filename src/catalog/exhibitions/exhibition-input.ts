/** Input fields and checks that createExhibition and updateExhibition share. */

import { z } from 'zod';
import { InvalidInput } from '../../errors/user-errors.ts';
import { listLimits } from '../../graphql/list-limits.ts';
import { inputObject } from '../../mutations/input-type.ts';
import {
  country,
  currency,
  day,
  decimal,
  language,
  localized,
  slug,
  text,
  timeZone,
} from '../../mutations/validators.ts';
import type { LocalizedText } from '../../text/localized-text.ts';

export const nameTranslations = localized().describe('The name, with one entry per language.');
export const themeTranslations = localized();
export const startsOn = day.describe('The first day.');
export const endsOn = day.describe('The last day, included; not before startsOn.');
export const zone = timeZone.describe(
  'The IANA time zone of the host city, in which the days of the exhibition begin and end.',
);

export const venueName = localized().describe('The name, with one entry per language.');
export const venueCity = localized().describe('The city, with one entry per language.');

const venue = inputObject(
  'VenueInput',
  'A venue of an exhibition: a hall or a building.',
  z.object({
    nameTranslations: venueName,
    cityTranslations: venueCity,
    country: country.describe('The country of the city.'),
    timeZone: timeZone.describe('The IANA time zone of the city.'),
  }),
);
export const venues = z
  .array(venue)
  .max(listLimits.venues.max, `has more than ${listLimits.venues.max} venues`);

export interface VenueColumns {
  names: LocalizedText;
  city: LocalizedText;
  country: string;
  timeZone: string;
}

export function venueColumns(given: z.output<typeof venue>): VenueColumns {
  const { nameTranslations, cityTranslations, ...columns } = given;
  return { names: nameTranslations, city: cityTranslations, ...columns };
}

const rate = inputObject(
  'ExchangeRateInput',
  'An exchange rate: the value of one unit of a foreign currency in the reporting currency.',
  z.object({
    currency: currency.describe('The foreign currency.'),
    rate: decimal
      .refine((value) => /[1-9]/.test(value), 'must be greater than zero')
      .describe(
        'The value of one unit of the foreign currency: greater than zero, with at most 12 digits before the point and 12 decimals.',
      ),
    date: day.describe('The day of the rate.'),
    source: text().describe('The publisher of the rate: at most 300 characters.'),
  }),
);
export type RateInput = z.output<typeof rate>;

export const languages = z
  .array(language)
  .min(1, 'needs at least one language')
  .max(20)
  .refine((tags) => new Set(tags).size === tags.length, 'has a language twice')
  .describe('The languages of the exhibition, 1 to 20. The first is the default.');
export const focusIndustries = z
  .array(slug)
  .max(listLimits.focusIndustries.max, `has more than ${listLimits.focusIndustries.max} industries`)
  .refine((codes) => new Set(codes).size === codes.length, 'has an industry twice')
  .describe('The codes of the industries that the exhibition focuses on, in display order, at most 50.');
export const rates = z
  .array(rate)
  .max(listLimits.exchangeRates.max, `has more than ${listLimits.exchangeRates.max} rates`)
  .refine(
    (each) => new Set(each.map(({ currency }) => currency)).size === each.length,
    'has a currency twice',
  );

/** The reporting currency needs no rate: its value in itself is always 1. */
export function requireForeignRates(given: readonly { currency: string }[], reportingCurrency: string): void {
  const index = given.findIndex(({ currency }) => currency === reportingCurrency);
  if (index !== -1) {
    const message = `${reportingCurrency} is the reporting currency, which needs no rate`;
    throw InvalidInput.at(['input', 'exchangeRates', String(index), 'currency'], message);
  }
}

/** Compares days in the form YYYY-MM-DD. */
export function requireDates(startsOn: string, endsOn: string): void {
  if (endsOn < startsOn) throw InvalidInput.at(['input', 'endsOn'], 'is before startsOn');
}

export function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
