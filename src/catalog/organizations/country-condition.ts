import type { Sql } from '../../database/sql.ts';
import { badUserInput } from '../../graphql/query-errors.ts';
import { country } from '../../mutations/validators.ts';

/**
 * countryCondition returns the condition of a country filter; none without a country. Throws BAD_USER_INPUT for an
 * invalid code.
 */
export function countryCondition(code: string | null | undefined, holds: (code: string) => Sql): Sql[] {
  if (code == null) return [];
  if (!country.safeParse(code).success)
    throw badUserInput('country must be an ISO 3166-1 alpha-2 code, such as KR.', ['filter', 'country']);
  return [holds(code)];
}
