export interface PrintedAnnouncement {
  sequence: number;
  totals: {
    deals: number;
    byCategory: {
      category: string;
      signingTotal: {
        converted: { money: { amount: string; currency: string } | null; missingRates: string[] };
      };
    }[];
  };
}

/** Two lines per announcement: its sequence and subject, and the totals per category after it. */
export function line({ sequence, totals }: PrintedAnnouncement, what: string): string {
  const sums = totals.byCategory
    // Deals without a disclosed amount add nothing: a sum of zero would read as an amount.
    .filter(
      ({ signingTotal: { converted } }) => converted.money === null || /[1-9]/.test(converted.money.amount),
    )
    .map(({ category, signingTotal: { converted } }) => {
      const { money, missingRates } = converted;
      const sum = money
        ? `${grouped(money.amount)} ${money.currency}`
        : `no rate for ${missingRates.join(', ')}`;
      return ` · ${category.toLowerCase()} ${sum}`;
    });
  const deals = totals.deals === 1 ? '1 deal' : `${totals.deals} deals`;
  return `  ${String(sequence).padStart(4)}  ${what}\n        ${deals}${sums.join('')}`;
}

/** Formats 1234567.50 as 1,234,567.50, without parsing it as a number, which would be inexact for large amounts. */
export function grouped(amount: string): string {
  const [whole = '', fraction] = amount.split('.');
  const groups = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}
