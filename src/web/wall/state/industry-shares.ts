import { shareOf } from '../../format/money.ts';
import { headlinesOf } from '../../headline.ts';
import type { DealCategory, MoneyFragment, WallTotalsFragment } from '../../operations.ts';
import type { WallContent } from './wall-state.ts';

export interface IndustryShare {
  industry: string;
  deals: number;
  /** In the category of the headline. Null if it has none there, or if a rate is missing. */
  money: MoneyFragment | null;
  /** The share of the headline, from 0 to 1, or of all deals if the headline has no converted sum. */
  share: number;
  /** The index of the colour. */
  tone: number;
}

const tones = 6;

/**
 * Industries in the order of their first deal. An industry without deals is removed; the others keep their colours.
 */
export function industryShares({ totals, industryOrder }: WallContent): IndustryShare[] {
  const category = headlinesOf(totals)[0]?.category;
  const whole = moneyOf(totals, category);
  return industryOrder.flatMap((industry, index) => {
    const row = totals.byIndustry.find((each) => each.industry === industry);
    if (!row) return [];
    const { deals } = row;
    const money = moneyOf(row, category);
    // All shares use the same scale: either money or numbers of deals.
    const share = whole ? shareOf(money?.amount ?? '0', whole.amount) : deals / totals.deals;
    return [{ industry, deals, money, share, tone: index % tones }];
  });
}

function moneyOf(
  { byCategory }: Pick<WallTotalsFragment['byIndustry'][number], 'byCategory'>,
  category: DealCategory | undefined,
): MoneyFragment | null {
  const money = byCategory.find((each) => each.category === category)?.signingTotal.converted.money;
  return money && /[1-9]/.test(money.amount) ? money : null;
}
