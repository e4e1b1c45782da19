import { shareOf } from '../../format/money.ts';
import { investmentOf } from '../../investment.ts';
import type { MoneyFragment, WallTotalsFragment } from '../../operations.ts';
import type { WallContent } from './wall-state.ts';

export interface IndustryShare {
  industry: string;
  deals: number;
  /** Null if nothing is invested, or if a rate is missing. */
  investment: MoneyFragment | null;
  /** Of all investments, from 0 to 1; of all deals if the investments have no converted sum. */
  share: number;
  /** The index of the colour. */
  tone: number;
}

const tones = 6;

/**
 * Industries in the order of their first deal. An industry without deals is removed; the others keep their colours.
 */
export function industryShares({ totals, industryOrder }: WallContent): IndustryShare[] {
  const whole = positiveInvestmentOf(totals);
  return industryOrder.flatMap((industry, index) => {
    const row = totals.byIndustry.find((each) => each.industry === industry);
    if (!row) return [];
    const { deals } = row;
    const investment = positiveInvestmentOf(row);
    // All shares use the same scale: either money or numbers of deals.
    const share = whole ? shareOf(investment?.amount ?? '0', whole.amount) : deals / totals.deals;
    return [{ industry, deals, investment, share, tone: index % tones }];
  });
}

function positiveInvestmentOf(totals: Pick<WallTotalsFragment['byIndustry'][number], 'byCategory'>) {
  const money = investmentOf(totals)?.converted.money;
  return money && /[1-9]/.test(money.amount) ? money : null;
}
