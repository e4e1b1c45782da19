/** Reported beside computed: what somebody said, what is on record, and how far apart they are. */
import { convertTally, type Tally, type Totals } from '../../announcements/totals.ts';
import { Exact } from '../../money/exact.ts';

/** The metrics that the deals on record can be set against. */
export const comparableMetrics = ['PROJECTS', 'INVESTMENT'] as const;
export type ComparableMetric = (typeof comparableMetrics)[number];

export interface Comparison {
  figureId: string;
  /** Null where what is on record cannot be expressed in the currency of the statement. */
  computed: string | null;
  /** Computed less reported. */
  difference: string | null;
  /** Computed by reported; null where nothing was reported to divide by. */
  ratio: string | null;
}

export interface ComparedFigure {
  id: string;
  metric: string;
  value: Exact;
  currencyCode: string | null;
}

const ratioDecimals = 4;

export function compare(figure: ComparedFigure, onRecord: readonly Totals[]): Comparison {
  const computed =
    figure.metric === 'PROJECTS' ? countDeals(onRecord) : sumIn(figure.currencyCode!, onRecord);
  if (computed === null) return { figureId: figure.id, computed: null, difference: null, ratio: null };
  const reported = new Exact(figure.value);
  return {
    figureId: figure.id,
    computed: computed.toString(),
    difference: computed.minus(reported).toString(),
    ratio: reported.isZero() ? null : computed.div(reported).toDecimalPlaces(ratioDecimals).toString(),
  };
}

function countDeals(onRecord: readonly Totals[]): Exact {
  return new Exact(onRecord.reduce((sum, { all }) => sum + all.deals, 0));
}

/** In the reporting currency through the rates of each edition; in another one only if all amounts are in it. */
function sumIn(currency: string, onRecord: readonly Totals[]): Exact | null {
  let sum = new Exact(0);
  for (const { all, reportingCurrency, rates } of onRecord) {
    const amount =
      currency === reportingCurrency
        ? convertTally(all, currency, rates).money?.amount
        : onlyIn(currency, all);
    if (amount == null) return null;
    sum = sum.plus(amount);
  }
  return sum;
}

function onlyIn(currency: string, { currencies }: Tally): string | null {
  const codes = Object.keys(currencies);
  if (codes.length === 0) return '0';
  return codes.length === 1 && codes[0] === currency ? currencies[currency]!.amount : null;
}
