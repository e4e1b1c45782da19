export interface Announced {
  sequence: number;
  totals: {
    deals: number;
    converted: { money: { amount: string; currency: string } | null; missingRates: string[] };
  };
}

/** One line per announcement: its sequence, what it tells, and the running totals after it. */
export function line({ sequence, totals }: Announced, what: string): string {
  const { money, missingRates } = totals.converted;
  const sum = money ? `${grouped(money.amount)} ${money.currency}` : `no rate for ${missingRates.join(', ')}`;
  const deals = totals.deals === 1 ? '1 deal' : `${totals.deals} deals`;
  return `  ${String(sequence).padStart(4)}  ${what}\n        ${deals} · ${sum}`;
}

/** 1234567.50 as 1,234,567.50, without going through a float. */
export function grouped(amount: string): string {
  const [whole = '', fraction] = amount.split('.');
  const groups = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}
