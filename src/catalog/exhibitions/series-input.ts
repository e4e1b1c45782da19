/** Input fields that createSeries and updateSeries share. */
import { iso31662 } from 'iso-3166';
import { z } from 'zod';
import { country, firstYear, lastYear, localized, nodeId } from '../../mutations/validators.ts';

export const nameTranslations = localized().describe('The name, with one entry per language.');
export const hostCityTranslations = localized().describe(
  'The city that hosts it, with one entry per language.',
);
export const hostCountry = country.describe('The country of the host city.');
const subdivisions: ReadonlySet<string> = new Set(iso31662.map(({ code }) => code));

export const hostSubdivision = z
  .string()
  .regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, 'is not an ISO 3166-2 code, such as CN-JS')
  .refine((code) => subdivisions.has(code), 'is not the code of a subdivision in ISO 3166-2')
  .describe('The province or state of the host city by its ISO 3166-2 code, such as CN-JS.');
export const partnerCountries = z
  .array(country)
  .max(50)
  .refine((codes) => new Set(codes).size === codes.length, 'has a country twice')
  .describe('At most 50 countries, each once, without the host country.');
export const heldSince = z
  .int()
  .min(firstYear)
  .max(lastYear)
  .describe(`The year of the first edition, from ${firstYear} to ${lastYear}.`);
export const organizer = nodeId('PublicBody', 'Company').describe(
  'The id of the PublicBody or Company that organizes it. It becomes public with the series.',
);
