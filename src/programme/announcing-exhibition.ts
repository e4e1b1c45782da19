import { asRate, type RateRow, rateSelection } from '../catalog/exhibitions/rates.ts';
import type { Rate } from '../money/money.ts';

/** What an announcement needs to know of its exhibition. */
export const exhibitionColumns = {
  id: true,
  slug: true,
  reportingCurrencyCode: true,
  rates: rateSelection,
} as const;

interface ExhibitionRow {
  id: string;
  reportingCurrencyCode: string;
  rates: RateRow[];
}

export function announcingIn({ id, reportingCurrencyCode, rates }: ExhibitionRow): {
  exhibitionId: string;
  reportingCurrency: string;
  rates: Rate[];
} {
  return { exhibitionId: id, reportingCurrency: reportingCurrencyCode, rates: rates.map(asRate) };
}
