import { spoken, written } from '../format/money.ts';
import type { SumFragment } from '../operations.ts';
import { useCounting } from './count-up.ts';
import { useLanguage } from './localized.tsx';

/** As it is said, large: the figure, and what it counts. */
export function Amount({ sum, decimals = 3 }: { sum: SumFragment; decimals?: number }) {
  const { language } = useLanguage();
  const { figure, gap, unit } = spoken(sum, language, decimals);
  return (
    <span class="amount">
      <span class="figure">{figure}</span>
      {gap}
      <span class="unit">{unit}</span>
    </span>
  );
}

/** A running total: as it is said, and below with every digit. */
export function CountingAmount({ sum }: { sum: SumFragment }) {
  const { language } = useLanguage();
  const amount = useCounting(sum.amount);
  const shown = { amount, currency: sum.currency };
  return (
    <>
      <Amount sum={shown} decimals={2} />
      <span class="digits">{written(shown, language)}</span>
    </>
  );
}
