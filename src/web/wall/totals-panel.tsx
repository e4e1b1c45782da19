import { headlinesOf } from '../headline.ts';
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

type OfCategory = WallTotalsFragment['byCategory'][number];

export function TotalsPanel({ totals }: TotalsProps) {
  const { words } = useLanguage();
  const [headline, ...others] = headlinesOf(totals);
  return (
    <section class="totals" aria-label={words.results}>
      <DealCount totals={totals} />
      {headline && (
        <div class="headline">
          <Headline total={headline} />
          {others.map((each) => (
            <OtherCategory key={each.category} total={each} />
          ))}
        </div>
      )}
      {headline && <Currencies total={headline} />}
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

function Headline({ total: { category, signingTotal, contractedTotal } }: { total: OfCategory }) {
  const { words } = useLanguage();
  const { money, missingRates } = signingTotal.converted;
  const binding = contractedTotal.converted.money;
  return (
    <>
      <h2 class="label">{words.totalOf[category]}</h2>
      {money ? (
        <p data-category={category} data-total={money.amount}>
          <RunningAmount money={money} />
        </p>
      ) : (
        <p class="none">{words.missingRate(missingRates.join(', '))}</p>
      )}
      {money && binding && binding.amount !== money.amount && (
        <p class="binding" data-binding={binding.amount}>
          {words.binding} <Amount money={binding} decimals={2} />
        </p>
      )}
    </>
  );
}

/** Below the headline, in smaller type. */
function OtherCategory({ total: { category, signingTotal } }: { total: OfCategory }) {
  const { words } = useLanguage();
  const { money, missingRates } = signingTotal.converted;
  return (
    <p class="other" data-category={category}>
      {words.totalOf[category]}{' '}
      {money ? <Amount money={money} decimals={2} /> : words.missingRate(missingRates.join(', '))}
    </p>
  );
}

function Currencies({ total: { signingTotal } }: { total: OfCategory }) {
  const { words } = useLanguage();
  const { currencies } = signingTotal;
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
