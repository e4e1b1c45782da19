/** What the verbs of companies and public bodies have in common. */
import { country, httpUrl, localized, slug } from '../../mutations/validators.ts';

export const nameTranslations = localized().describe('The name, in each language that it exists in.');
export const seat = country.describe('The country of its seat.');
export const website = httpUrl.describe('An http:// or https:// address of at most 2,000 characters.');
export const industry = slug.describe('The code of an industry, such as automobiles.');
