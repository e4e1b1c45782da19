/**
 * Recomputes the totals of a stream from its deals alone, and compares each announcement with them. It shares no
 * arithmetic with the server: Postgres computes the totals there, and whole numbers of the smallest unit do here.
 */
import type { DealSnapshot } from './content.ts';
import type { Tally } from './tally.ts';
import type { Breakdown, TotalsState } from './totals.ts';

export interface CheckedAnnouncement {
  sequence: number;
  kind: string;
  /** The deal that it is about, as it contains it. Null if it is about something else. */
  deal: DealSnapshot | null;
  /** The deal before a correction, as it contains it. */
  before: DealSnapshot | null;
  totals: TotalsState;
}

/** Amounts have at most four decimals: numeric(24,4). */
const decimals = 4;

/** The digits of an amount in units of 0.0001. */
function unitsOf(amount: string): bigint {
  const [whole = '', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(decimals, '0'));
}

interface Entry {
  deals: number;
  units: bigint;
}

/** Keyed by the breakdown, the category, the side and the currency: "industries/cars INVESTMENT binding CNY". */
type Ledger = Map<string, Entry>;

function placesOf({ category, instrument, industry, parties }: DealSnapshot): string[] {
  const side = instrument === 'CONTRACT' || instrument === 'FRAMEWORK_AGREEMENT' ? 'binding' : 'nonBinding';
  const countries = new Set(parties.map(({ organization }) => organization.country));
  return ['all', `industries/${industry.code}`, ...[...countries].map((code) => `countries/${code}`)].map(
    (breakdown) => `${breakdown} ${category} ${side}`,
  );
}

function post(ledger: Ledger, deal: DealSnapshot, sign: 1 | -1): void {
  for (const place of placesOf(deal)) {
    add(ledger, place, sign, 0n);
    if (deal.amount) add(ledger, `${place} ${deal.amount.currency}`, sign, unitsOf(deal.amount.amount));
  }
}

function add(ledger: Ledger, key: string, sign: 1 | -1, units: bigint): void {
  const entry = ledger.get(key) ?? { deals: 0, units: 0n };
  const after = { deals: entry.deals + sign, units: entry.units + BigInt(sign) * units };
  if (after.deals === 0 && after.units === 0n) ledger.delete(key);
  else ledger.set(key, after);
}

/** Stored totals in the form of a ledger. */
function ledgerOf({ all, industries, countries }: TotalsState): Ledger {
  const ledger: Ledger = new Map();
  const breakdowns: [string, Breakdown][] = [
    ['all', all],
    ...Object.entries(industries).map(([code, each]) => [`industries/${code}`, each] as [string, Breakdown]),
    ...Object.entries(countries).map(([code, each]) => [`countries/${code}`, each] as [string, Breakdown]),
  ];
  for (const [name, breakdown] of breakdowns)
    for (const [category, sides] of Object.entries(breakdown))
      for (const [side, tally] of Object.entries(sides as Record<string, Tally>)) {
        const place = `${name} ${category} ${side}`;
        ledger.set(place, { deals: tally.deals, units: 0n });
        for (const [currency, { deals, amount }] of Object.entries(tally.currencies))
          ledger.set(`${place} ${currency}`, { deals, units: unitsOf(amount) });
      }
  return ledger;
}

function differences(stored: Ledger, recomputed: Ledger): string[] {
  const print = (entry: Entry | undefined) =>
    entry ? `${entry.deals} deals of ${entry.units} units` : 'nothing';
  return [...new Set([...stored.keys(), ...recomputed.keys()])].flatMap((key) => {
    const [left, right] = [stored.get(key), recomputed.get(key)];
    if (left?.deals === right?.deals && left?.units === right?.units) return [];
    return [`${key} is ${print(left)}, and ${print(right)} by its deals`];
  });
}

export class TotalsCheck {
  readonly #deals = new Map<string, DealSnapshot>();
  readonly #ledger: Ledger = new Map();
  #sequence = 0;

  /** `opening` are the deals that were recorded before the first announcement. */
  constructor(opening: readonly DealSnapshot[]) {
    for (const deal of opening) this.#set(deal);
  }

  /** Call it for each announcement, in order. Returns what is wrong. */
  check({ sequence, kind, deal, before, totals }: CheckedAnnouncement): string[] {
    const problems: string[] = [];
    if (sequence !== ++this.#sequence) {
      problems.push(`follows announcement ${this.#sequence - 1}`);
      this.#sequence = sequence;
    }
    if (deal) problems.push(...this.#apply(kind, deal, before));
    return [...problems, ...this.compare(totals)];
  }

  /** Compares totals with those after the newest announcement. */
  compare(totals: TotalsState): string[] {
    return differences(ledgerOf(totals), this.#ledger);
  }

  get sequence(): number {
    return this.#sequence;
  }

  #apply(kind: string, deal: DealSnapshot, before: DealSnapshot | null): string[] {
    const known = this.#deals.get(deal.id);
    switch (kind) {
      case 'DEAL_SIGNED':
      case 'DEAL_RECORDED':
        this.#set(deal);
        return known ? ['signs a deal that is signed'] : [];
      case 'DEAL_CORRECTED':
        this.#set(deal);
        if (!known) return ['corrects a deal that is not signed'];
        return before?.amount?.amount === known.amount?.amount
          ? []
          : ['corrects another amount than was announced'];
      case 'DEAL_RETRACTED':
        this.#remove(deal.id);
        return known ? [] : ['retracts a deal that is not signed'];
      default:
        return [`has a kind that is not known: ${kind}`];
    }
  }

  #set(deal: DealSnapshot): void {
    this.#remove(deal.id);
    this.#deals.set(deal.id, deal);
    post(this.#ledger, deal, 1);
  }

  #remove(id: string): void {
    const known = this.#deals.get(id);
    if (known) post(this.#ledger, known, -1);
    this.#deals.delete(id);
  }
}
