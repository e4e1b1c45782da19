/** Input fields that createPerson and updatePerson share. */
import { country, localized } from '../../mutations/validators.ts';

export const nameTranslations = localized().describe('The name, with one entry per language.');
export const representedCountry = country.describe('The country that the person speaks for.');
