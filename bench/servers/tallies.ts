/** A stream's stored totals, in the order and form of the query. */
export interface Tallies {
  industries: Record<
    string,
    { deals: number; currencies: Record<string, { deals: number; amount: string }> }
  >;
}

export interface Tally {
  industry: string;
  deals: number;
  currencies: { deals: number; sum: { amount: string; currency: string } }[];
}

const byKey = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);

export function talliesByIndustry({ industries }: Tallies): Tally[] {
  return Object.entries(industries)
    .sort((a, b) => b[1].deals - a[1].deals || byKey(a, b))
    .map(([industry, { deals, currencies }]) => ({
      industry,
      deals,
      currencies: Object.entries(currencies)
        .sort(byKey)
        .map(([currency, tally]) => ({ deals: tally.deals, sum: { amount: tally.amount, currency } })),
    }));
}
