import { headlinesOf } from '../headline.ts';
import type { WallTotalsFragment } from '../operations.ts';
import { Amount, RunningAmount } from '../wall/amount.tsx';
import { useLanguage } from '../wall/use-language.ts';

type OfCategory = WallTotalsFragment['byCategory'][number];

/** The number of deals, and the total of each category: they are never added together. */
export function TotalGraphic({ totals }: { totals: WallTotalsFragment }) {
  const { words } = useLanguage();
  return (
    <>
      <h1 class="count">
        <span class="figure" data-deals={totals.deals}>
          {totals.deals}
        </span>{' '}
        {words.deals(totals.deals)}
      </h1>
      {headlinesOf(totals).map((each) => (
        <CategoryTotal key={each.category} total={each} />
      ))}
    </>
  );
}

function CategoryTotal({ total: { category, signingTotal, contractedTotal } }: { total: OfCategory }) {
  const { words } = useLanguage();
  const { money } = signingTotal.converted;
  const binding = contractedTotal.converted.money;
  return (
    <div class="category" data-category={category} data-total={money?.amount}>
      <p class="label">{words.totalOf[category]}</p>
      {money ? (
        <p class="sum">
          <RunningAmount money={money} />
        </p>
      ) : (
        // Without a rate, the sum of each currency.
        signingTotal.currencies.map(({ sum }) => (
          <p key={sum.currency} class="sum">
            <Amount money={sum} decimals={2} />
          </p>
        ))
      )}
      {money && binding && binding.amount !== money.amount && (
        <p class="binding">
          {words.binding} <Amount money={binding} decimals={2} />
        </p>
      )}
    </div>
  );
}
