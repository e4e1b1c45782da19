/** The rows that belong to an exhibition, and its state for the audit log. */
import type { Sql } from '../../database/sql.ts';
import { Exact } from '../../money/exact.ts';
import type { Rate } from '../../money/money.ts';
import { insertRows } from '../../mutations/write-rows.ts';
import { isoDay, type RateInput, type VenueColumns } from './exhibition-input.ts';
import { type LoadedIndustry, requireIndustry } from './load-industries.ts';

export function insertVenues(
  exhibitionId: string,
  venues: readonly VenueColumns[],
  firstPosition: number,
  newId: () => string,
): Sql[] {
  return insertRows(
    'Venue',
    venues.map((venue, index) => ({ id: newId(), exhibitionId, position: firstPosition + index, ...venue })),
  );
}

export function insertFocusIndustries(
  exhibitionId: string,
  codes: readonly string[],
  industries: readonly LoadedIndustry[],
): Sql[] {
  return insertRows(
    'FocusIndustry',
    codes.map((code, position) => ({
      exhibitionId,
      industryId: requireIndustry(industries, code, ['input', 'focusIndustries', String(position)]).id,
      position,
    })),
  );
}

export function insertRates(exhibitionId: string, rates: readonly Rate[]): Sql[] {
  return insertRows(
    'ExchangeRate',
    rates.map(({ currency: currencyCode, ...rate }) => ({ exhibitionId, currencyCode, ...rate })),
  );
}

/** The rates as they are loaded: by currency, without zeros at the end. */
export function asRates(given: readonly RateInput[], sample: boolean): Rate[] {
  return given
    .map(({ currency, rate, date, source }) => ({
      currency,
      rate: new Exact(rate).toString(),
      date: isoDay(date),
      source,
      sample,
    }))
    .sort((one, other) => (one.currency < other.currency ? -1 : 1));
}
