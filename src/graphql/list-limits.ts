/**
 * The lists of objects that are not connections. Each has a maximum, which its field's description names, and a cost: the
 * number of entries that an operation is charged for. The verbs that make a list longer enforce the maximum.
 */

import { currencies } from '../money/currencies.ts';
import { maxLaggingScreens } from '../presence/connected-screens.ts';
import { maxDeskOperators } from '../presence/desk-presence.ts';

export interface ListLimit {
  max: number;
  cost: number;
}

/** A list costs its maximum, unless it is nearly always far shorter: then it costs what is usual, generously counted. */
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
  sources: limit(20),
  figureComparisons: limit(200),
  dealCategories: limit(3),
  industriesWithDeals: limit(200, 10),
  countriesWithDeals: limit(maxCountries, 10),
  currenciesWithDeals: limit(currencies.size, 10),
  convertedCurrencies: limit(50, 10),
  deskOperators: limit(maxDeskOperators),
  laggingScreens: limit(maxLaggingScreens),
  inputIssues: limit(100),
} as const satisfies Record<string, ListLimit>;

export type ListLimitName = keyof typeof listLimits;

/** boundedList returns what the field of such a list has in common with all others: maximum, cost, and its name in the table. */
export function boundedList(name: ListLimitName, description: string) {
  const { max, cost } = listLimits[name];
  return {
    description: `${description} At most ${max.toLocaleString('en')}.`,
    complexity: { field: 1, multiplier: cost },
    extensions: { listLimit: name },
  };
}
