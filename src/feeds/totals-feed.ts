/**
 * The totals, in one row for all deals, one for each category and one for each of its currencies. The row of all deals has
 * their number only: investment, trade and cooperation are never added together.
 */
import type { FeedMoney, FeedRow } from './feed-row.ts';

interface Tally {
  deals: number;
  currencies: readonly { deals: number; sum: FeedMoney }[];
  converted: { money: FeedMoney | null; missingRates: readonly string[] };
}

export interface TotalsData {
  totals: {
    deals: number;
    reportingCurrency: string;
    byCategory: readonly { category: string; signingTotal: Tally; contractedTotal: Tally }[];
  };
}

export function totalsRows({ totals }: TotalsData): FeedRow[] {
  return [
    totalsRow({ kind: 'all', category: '', deals: totals.deals, currency: totals.reportingCurrency }),
    ...totals.byCategory.flatMap(({ category, signingTotal, contractedTotal }) => [
      totalsRow({
        kind: 'category',
        category,
        deals: signingTotal.deals,
        currency: totals.reportingCurrency,
        money: signingTotal.converted.money,
        bindingDeals: contractedTotal.deals,
        binding: contractedTotal.converted.money,
        missingRates: signingTotal.converted.missingRates,
      }),
      ...signingTotal.currencies.map(({ deals, sum }) => {
        const binding = contractedTotal.currencies.find((each) => each.sum.currency === sum.currency);
        return totalsRow({
          kind: 'currency',
          category,
          deals,
          currency: sum.currency,
          money: sum,
          bindingDeals: binding?.deals ?? 0,
          binding: binding?.sum ?? null,
        });
      }),
    ]),
  ];
}

interface RowParts {
  kind: 'all' | 'category' | 'currency';
  category: string;
  deals: number;
  currency: string;
  /** Null: a rate is missing. */
  money?: FeedMoney | null;
  bindingDeals?: number;
  binding?: FeedMoney | null;
  missingRates?: readonly string[];
}

function totalsRow(parts: RowParts): FeedRow {
  const { kind, category, deals, currency, money, bindingDeals, binding, missingRates = [] } = parts;
  return {
    kind,
    category,
    deals: String(deals),
    amount: money?.amount ?? '',
    currency,
    amountText: money?.compact ?? '',
    bindingDeals: bindingDeals === undefined ? '' : String(bindingDeals),
    bindingAmount: binding?.amount ?? '',
    bindingAmountText: binding?.compact ?? '',
    missingRates: missingRates.join(' '),
  };
}
