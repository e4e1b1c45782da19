import { isCompactExact } from '../../amounts/compact-amount.ts';
import { countryName } from '../format/country-name.ts';
import { dealTerms } from '../format/deal-terms.ts';
import { textIn } from '../format/localized-texts.ts';
import { formatExact } from '../format/money.ts';
import type { WallDealFragment } from '../operations.ts';
import { Amount } from './amount.tsx';
import { Heading, Localized } from './localized.tsx';
import { isLongTitle } from './state/view.ts';
import type { Signing } from './state/wall-state.ts';
import { useLanguage } from './use-language.ts';

/** The newest signing, correction or retraction. */
export function SigningStage({ signing }: { signing: Signing }) {
  const { language, words } = useLanguage();
  const { deal, status, before, reason } = signing;
  const isLong = isLongTitle(textIn(deal.titleTranslations, language));
  return (
    <article class={`signing ${status}`} data-deal={deal.dealId}>
      <p class="kicker">
        <strong>{words.signingStatus[status]}</strong>
        <span>
          <Localized texts={deal.industry.nameTranslations} />
        </span>
        <span>{dealTerms(language).instruments[deal.instrument]}</span>
      </p>
      <Heading
        class={`title ${isLong ? 'long' : ''}`}
        texts={deal.titleTranslations}
        isStruck={status === 'retracted'}
      />
      <PreviousTitle deal={deal} before={before} />
      <DealAmount deal={deal} before={before} isRetracted={status === 'retracted'} />
      {reason.length > 0 && (
        <p class="reason">
          <Localized texts={reason} />
        </p>
      )}
      <Parties deal={deal} />
    </article>
  );
}

interface CorrectionProps {
  deal: WallDealFragment;
  before: WallDealFragment | null;
}

function PreviousTitle({ deal, before }: CorrectionProps) {
  const { language, words } = useLanguage();
  const previous = before && textIn(before.titleTranslations, language);
  if (previous === null || previous === textIn(deal.titleTranslations, language)) return null;
  return (
    <p class="previous">
      {words.previously} <del>{previous}</del>
    </p>
  );
}

function DealAmount({
  deal: { amount, converted },
  before,
  isRetracted,
}: CorrectionProps & { isRetracted: boolean }) {
  const { language, words } = useLanguage();
  // An undisclosed amount is not shown as retracted.
  if (!amount) return isRetracted ? null : <p class="deal-amount none">{words.amountNotDisclosed}</p>;
  const previous = before?.amount;
  const hasChanged = before && (previous?.amount !== amount.amount || previous.currency !== amount.currency);
  return (
    <p class="deal-amount">
      {isRetracted ? (
        <s>
          <Amount money={amount} />
        </s>
      ) : (
        <Amount money={amount} />
      )}
      {!isCompactExact(amount, language, 3) && <span class="digits">{formatExact(amount, language)}</span>}
      {converted?.rate && !isRetracted && (
        <span class="converted">
          ≈ <Amount money={converted.money} decimals={2} />
        </span>
      )}
      {hasChanged && (
        <span class="previous">
          {words.previously} <del>{previous ? <Amount money={previous} /> : words.amountNotDisclosed}</del>
        </span>
      )}
    </p>
  );
}

function Parties({ deal }: { deal: WallDealFragment }) {
  const { language, words } = useLanguage();
  const { roles } = dealTerms(language);
  return (
    <ul class={`parties ${deal.parties.length > 2 ? 'many' : ''}`}>
      {deal.parties.map(({ role, organization }) => (
        <li key={organization.organizationId}>
          <span class="role">
            {roles[role]} <span>{countryName(organization.country, language)}</span>
          </span>
          <span class="party">
            <Localized texts={organization.nameTranslations} />
          </span>
        </li>
      ))}
      {deal.sample && <li class="sample">{words.sample}</li>}
    </ul>
  );
}
