import { Amount } from '../wall/amount.tsx';
import { Localized } from '../wall/localized.tsx';
import type { Signing } from '../wall/state/wall-state.ts';
import { useLanguage } from '../wall/use-language.ts';
import { Parties } from './parties.tsx';

/** One signing in a band, after the one before has left. */
export function TickerGraphic({ signing: { deal, status } }: { signing: Signing }) {
  const { words } = useLanguage();
  return (
    <>
      <p class={`kicker ${status}`}>
        <strong>{words.signingStatus[status]}</strong>
      </p>
      <div class="line">
        <h1 class="title" data-deal={deal.dealId}>
          <Localized texts={deal.titleTranslations} />
        </h1>
        <Parties deal={deal} />
      </div>
      <p class="deal-amount">{deal.amount ? <Amount money={deal.amount} /> : words.amountNotDisclosed}</p>
    </>
  );
}
