/** Input fields that the mutations of companies and public bodies share. */
import { country, httpUrl, localized, slug } from '../../mutations/validators.ts';

export const nameTranslations = localized().describe('The name, with one entry per language.');
export const seat = country.describe('The country of the headquarters.');
export const website = httpUrl.describe(
  'The http:// or https:// URL of the website, at most 2,000 characters.',
);
export const industry = slug.describe('The code of an industry, such as automobiles.');
