/** Compares a reported figure with the sum of the signed deals in its scope. */
import { decimalsOf } from '../../money/currencies.ts';
import { Exact } from '../../money/exact.ts';
import type { Rate } from '../../money/money.ts';
import type { SignedDeals } from './signed-deals.ts';

/** The deals that each metric covers. Other metrics are not about deals. */
const covered = {
  PROJECTS: () => true,
  INVESTMENT: ({ category }) => category === 'INVESTMENT',
  FOREIGN_FUNDED_PROJECTS: ({ isForeignFunded }) => isForeignFunded,
  FOREIGN_FUNDED_INVESTMENT: ({ isForeignFunded }) => isForeignFunded,
  TRADE: ({ category }) => category === 'TRADE',
  LETTERS_OF_INTENT: ({ category, instrument }) => category === 'TRADE' && instrument === 'LETTER_OF_INTENT',
} satisfies Record<string, (deals: SignedDeals) => boolean>;

export type ComparableMetric = keyof typeof covered;
export const comparableMetrics = Object.keys(covered) as ComparableMetric[];

export interface ComparedFigure {
  id: string;
  metric: string;
  value: Exact;
  /** Null for a number of deals. */
  currencyCode: string | null;
}

/** The deals of one edition in the scope of a figure, and the exchange rates of the edition. */
export interface DealsInScope {
  deals: readonly SignedDeals[];
  reportingCurrency: string;
  rates: readonly Rate[];
}

export interface Comparison {
  figureId: string;
  /** Null if an amount cannot be converted to the currency of the figure. */
  computed: string | null;
  /** Computed minus reported. */
  difference: string | null;
  /** Computed divided by reported; null if zero was reported. */
  ratio: string | null;
  /** The rates that were used. */
  rates: Rate[];
}

const ratioDecimals = 4;

export function compare(figure: ComparedFigure, scope: readonly DealsInScope[]): Comparison {
  const inFigure = scope.map((edition) => ({
    ...edition,
    deals: edition.deals.filter(covered[figure.metric as ComparableMetric]),
  }));
  const { computed, rates } =
    figure.currencyCode === null
      ? { computed: countDeals(inFigure), rates: [] }
      : addAmounts(inFigure, figure.currencyCode);
  if (computed === null)
    return { figureId: figure.id, computed: null, difference: null, ratio: null, rates: [] };
  const reported = new Exact(figure.value);
  return {
    figureId: figure.id,
    computed: computed.toString(),
    difference: computed.minus(reported).toString(),
    ratio: reported.isZero() ? null : computed.div(reported).toDecimalPlaces(ratioDecimals).toString(),
    rates,
  };
}

function countDeals(scope: readonly DealsInScope[]): Exact {
  const groups = scope.flatMap(({ deals }) => deals);
  return new Exact(groups.reduce((sum, { deals }) => sum + deals, 0));
}

/** Converts and rounds half up the sum of each currency in an edition, then adds. */
function addAmounts(
  scope: readonly DealsInScope[],
  currency: string,
): { computed: Exact | null; rates: Rate[] } {
  let computed = new Exact(0);
  const used = new Set<Rate>();
  for (const edition of scope) {
    for (const [code, amount] of sumsByCurrency(edition.deals)) {
      const conversion = crossRate(code, currency, edition);
      if (!conversion) return { computed: null, rates: [] };
      computed = computed.plus(
        amount.times(conversion.numerator).div(conversion.denominator).toDecimalPlaces(decimalsOf(currency)),
      );
      for (const rate of conversion.rates) used.add(rate);
    }
  }
  return { computed, rates: [...used] };
}

function sumsByCurrency(deals: readonly SignedDeals[]): Map<string, Exact> {
  const sums = new Map<string, Exact>();
  for (const { currency, amount } of deals) {
    if (currency === null || amount === null) continue;
    sums.set(currency, (sums.get(currency) ?? new Exact(0)).plus(amount));
  }
  return sums;
}

interface CrossRate {
  numerator: string;
  denominator: string;
  rates: Rate[];
}

/** crossRate converts through the reporting currency of the edition. Null if a rate is missing. */
function crossRate(from: string, to: string, edition: DealsInScope): CrossRate | null {
  if (from === to) return { numerator: '1', denominator: '1', rates: [] };
  const [source, target] = [rateOf(from, edition), rateOf(to, edition)];
  if (source === null || target === null) return null;
  return {
    numerator: source === 'reporting' ? '1' : source.rate,
    denominator: target === 'reporting' ? '1' : target.rate,
    rates: [source, target].filter((rate) => rate !== 'reporting'),
  };
}

function rateOf(currency: string, { reportingCurrency, rates }: DealsInScope): Rate | 'reporting' | null {
  if (currency === reportingCurrency) return 'reporting';
  return rates.find((rate) => rate.currency === currency) ?? null;
}
