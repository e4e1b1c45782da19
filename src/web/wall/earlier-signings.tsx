import { Amount } from './amount.tsx';
import { Localized } from './localized.tsx';
import { earlierSignings } from './state/view.ts';
import type { Signing, WallContent } from './state/wall-state.ts';
import { useLanguage } from './use-language.ts';

/** The signings before the one on the stage, one line each. */
export function EarlierSignings({ content }: { content: WallContent }) {
  const { words } = useLanguage();
  const signings = earlierSignings(content);
  if (signings.length === 0) return null;
  return (
    <section class="earlier" aria-label={words.earlierSignings}>
      <ol>
        {signings.map((signing) => (
          <EarlierSigning key={signing.deal.dealId} signing={signing} />
        ))}
      </ol>
    </section>
  );
}

function EarlierSigning({ signing: { deal, status } }: { signing: Signing }) {
  const { words } = useLanguage();
  const Text = status === 'retracted' ? 's' : 'span';
  return (
    <li class={status} data-deal={deal.dealId}>
      {status !== 'signed' && <strong class="status">{words.signingStatus[status]}</strong>}
      <Text class="title">
        <Localized texts={deal.titleTranslations} />
      </Text>
      <Text class="deal-amount">
        {deal.amount ? <Amount money={deal.amount} /> : words.amountNotDisclosed}
      </Text>
    </li>
  );
}
