import { compactAmount } from '../../amounts/compact-amount.ts';
import { formatExact } from '../format/money.ts';
import type { MoneyFragment } from '../operations.ts';
import { useCountUp } from './count-up.ts';
import { useLanguage } from './use-language.ts';

/** A compact amount in large type: the figure and its unit. */
export function Amount({ money, decimals = 3 }: { money: MoneyFragment; decimals?: number }) {
  const { language } = useLanguage();
  const { figure, separator, unit } = compactAmount(money, language, decimals);
  return (
    <span class="amount">
      <span class="figure">{figure}</span>
      {separator}
      <span class="unit">{unit}</span>
    </span>
  );
}

/** A running total: compact, and all digits below. */
export function RunningAmount({ money }: { money: MoneyFragment }) {
  const { language } = useLanguage();
  const amount = useCountUp(money.amount);
  const shown = { amount, currency: money.currency };
  return (
    <>
      <Amount money={shown} decimals={2} />
      <span class="digits">{formatExact(shown, language)}</span>
    </>
  );
}
