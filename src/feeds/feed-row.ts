/** A row of a feed: programs that read it take every value as text, and an absent one as empty. */
export type FeedRow<Column extends string = string> = Record<Column, string>;

export interface FeedMoney {
  amount: string;
  currency: string;
  /** As people say it. */
  compact: string;
}

/** What a deal is in a list and in an announcement. */
export interface FeedDeal {
  title: string;
  category: string;
  instrument: string;
  binding: boolean;
  industry: { name: string };
  amount: FeedMoney | null;
  converted: { money: FeedMoney } | null;
  parties: readonly { organization: { name: string } }[];
}

export const dealColumns = [
  ...['title', 'category', 'instrument', 'binding', 'industry', 'amount', 'currency', 'amountText'],
  ...['convertedAmount', 'convertedCurrency', 'convertedText', 'parties', 'party1', 'party2', 'party3'],
] as const;

/** Null: a row without a deal, of the same columns. */
export function dealRow(deal: FeedDeal | null): FeedRow {
  const names = deal?.parties.map(({ organization }) => organization.name) ?? [];
  const converted = deal?.converted?.money;
  return {
    title: deal?.title ?? '',
    category: deal?.category ?? '',
    instrument: deal?.instrument ?? '',
    binding: deal ? String(deal.binding) : '',
    industry: deal?.industry.name ?? '',
    amount: deal?.amount?.amount ?? '',
    currency: deal?.amount?.currency ?? '',
    amountText: deal?.amount?.compact ?? '',
    convertedAmount: converted?.amount ?? '',
    convertedCurrency: converted?.currency ?? '',
    convertedText: converted?.compact ?? '',
    parties: names.join(' · '),
    party1: names[0] ?? '',
    party2: names[1] ?? '',
    party3: names[2] ?? '',
  };
}
