/** Search columns of a deal: its titles, and the names and countries of its parties. */
import type { LocalizedText } from '../text/localized-text.ts';
import { searchColumns } from '../text/search-text.ts';

interface Party {
  names: LocalizedText;
  country: string;
}

export function indexColumns(titles: LocalizedText, parties: readonly Party[]) {
  const names = parties.flatMap((party) => party.names);
  return {
    countries: [...new Set(parties.map((party) => party.country))].sort(),
    ...searchColumns([...titles, ...names].map((entry) => entry.text)),
  };
}
