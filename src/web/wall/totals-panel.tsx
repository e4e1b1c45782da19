import { investmentOf } from '../investment.ts';
import type { WallTotalsFragment } from '../operations.ts';
import { Amount, RunningAmount } from './amount.tsx';
import type { WallContent } from './state/wall-state.ts';
import { useFit } from './use-fit.ts';
import { useLanguage } from './use-language.ts';

/** TotalsPanel shows the totals next to the stage during the ceremony. */
export function RunningTotals({ content }: { content: WallContent }) {
  const { language } = useLanguage();
  const box = useFit(`${content.sequence} ${language}`);
  return (
    <aside ref={box}>
      <TotalsPanel totals={content.totals} />
    </aside>
  );
}

interface TotalsProps {
  totals: WallTotalsFragment;
}

export function TotalsPanel({ totals }: TotalsProps) {
  const { words } = useLanguage();
  return (
    <section class="totals" aria-label={words.investment}>
      <DealCount totals={totals} />
      <Investment totals={totals} />
      <Currencies totals={totals} />
    </section>
  );
}

function DealCount({ totals: { deals } }: TotalsProps) {
  const { words } = useLanguage();
  return (
    <p class="count">
      <span class="figure" data-deals={deals}>
        {deals}
      </span>{' '}
      <span class="unit">{words.deals(deals)}</span>
    </p>
  );
}

function Investment({ totals }: TotalsProps) {
  const { words } = useLanguage();
  const converted = investmentOf(totals)?.converted;
  if (!converted) return null;
  return (
    <div class="investment">
      <h2 class="label">{words.investment}</h2>
      {converted.money ? (
        <p data-total={converted.money.amount}>
          <RunningAmount money={converted.money} />
        </p>
      ) : (
        <p class="none">{words.missingRate(converted.missingRates.join(', '))}</p>
      )}
    </div>
  );
}

function Currencies({ totals }: TotalsProps) {
  const { words } = useLanguage();
  const currencies = investmentOf(totals)?.currencies ?? [];
  if (currencies.length === 0) return null;
  return (
    <div class="currencies">
      <h2 class="label">{words.byCurrency}</h2>
      <ul>
        {currencies.map(({ sum, deals }) => (
          <li key={sum.currency}>
            <Amount money={sum} decimals={2} /> <span class="share">× {deals}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
