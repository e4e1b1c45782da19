/**
 * The limits of lists of objects that are not connections. Each list has a maximum, which the description of its
 * field states, and a cost: the number of entries in the complexity of an operation. The mutations that add entries
 * enforce the maximum.
 */

import { currencies } from '../money/currencies.ts';
import { maxLaggingScreens } from '../presence/connected-screens.ts';
import { maxDeskOperators } from '../presence/desk-presence.ts';

export interface ListLimit {
  max: number;
  cost: number;
}

/**
 * A list costs its maximum. A list that is nearly always far shorter costs a generous estimate of its usual length.
 */
function limit(max: number, cost = max): ListLimit {
  return { max, cost };
}

/** ISO 3166-1 has 249 countries. */
const maxCountries = 250;

export const listLimits = {
  translations: limit(20, 10),
  venues: limit(20),
  focusIndustries: limit(50),
  exchangeRates: limit(50),
  industries: limit(200),
  ceremonies: limit(50, 10),
  programmeItems: limit(500, 20),
  parties: limit(20, 10),
  groupSigning: limit(20),
  sources: limit(20),
  dealOutcomes: limit(50, 10),
  figureComparisons: limit(200),
  dealCategories: limit(3),
  industriesWithDeals: limit(200, 10),
  countriesWithDeals: limit(maxCountries, 10),
  currenciesWithDeals: limit(currencies.size, 10),
  convertedCurrencies: limit(50, 10),
  deskOperators: limit(maxDeskOperators),
  laggingScreens: limit(maxLaggingScreens),
  connectedScreens: limit(maxLaggingScreens),
  namedWalls: limit(50, 10),
  inputIssues: limit(100),
  inputWarnings: limit(10),
  importedRows: limit(2_000, 20),
  referenceCounts: limit(10),
  possibleDuplicates: limit(10),
} as const satisfies Record<string, ListLimit>;

export type ListLimitName = keyof typeof listLimits;

/**
 * boundedList returns the options that the fields of all these lists share: description with the maximum, complexity,
 * and the name of the limit. `inSql` is an extension of the field (in-sql.ts).
 */
export function boundedList(name: ListLimitName, description: string, inSql: { extensions?: object } = {}) {
  const { max, cost } = listLimits[name];
  return {
    description: `${description} At most ${max.toLocaleString('en')}.`,
    complexity: { field: 1, multiplier: cost },
    extensions: { listLimit: name, ...inSql.extensions },
  };
}
