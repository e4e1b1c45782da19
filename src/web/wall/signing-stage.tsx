import { countryName } from '../format/country-name.ts';
import { textIn } from '../format/localized-texts.ts';
import { isSaidExactly, written } from '../format/money.ts';
import type { ToldDealFragment } from '../operations.ts';
import { Amount } from './amount.tsx';
import { Heading, Localized, useLanguage } from './localized.tsx';
import type { Signing } from './state/ceremony-state.ts';

/** The newest signing, as the event it is. */
export function SigningStage({ signing }: { signing: Signing }) {
  const { language, words } = useLanguage();
  const { deal, state, before, reasons } = signing;
  return (
    <article class={`signing ${state}`} data-deal={deal.dealId}>
      <p class="kicker">
        <strong>{words[state]}</strong>
        <span>
          <Localized texts={deal.industry.nameTranslations} />
        </span>
        <span>{words.instruments[deal.instrument]}</span>
      </p>
      <Heading
        class={`title ${isLong(textIn(deal.titleTranslations, language)) ? 'long' : ''}`}
        texts={deal.titleTranslations}
        isStruck={state === 'retracted'}
      />
      <Changes deal={deal} before={before} />
      <DealAmount deal={deal} before={before} isRetracted={state === 'retracted'} />
      {reasons.length > 0 && (
        <p class="reason">
          <Localized texts={reasons} />
        </p>
      )}
      <Parties deal={deal} />
    </article>
  );
}

const longFrom = 56;

/** A Chinese or Korean character is as wide as two Latin ones. */
function isLong(title: string): boolean {
  return title.length + title.replaceAll(/[^\u1100-\uffff]/g, '').length > longFrom;
}

function Changes({ deal, before }: { deal: ToldDealFragment; before: ToldDealFragment | null }) {
  const { language, words } = useLanguage();
  if (!before || textIn(before.titleTranslations, language) === textIn(deal.titleTranslations, language))
    return null;
  return (
    <p class="was">
      {words.before} <del>{textIn(before.titleTranslations, language)}</del>
    </p>
  );
}

interface AmountProps {
  deal: ToldDealFragment;
  before: ToldDealFragment | null;
  isRetracted: boolean;
}

function DealAmount({ deal: { amount, converted }, before, isRetracted }: AmountProps) {
  const { language, words } = useLanguage();
  // What was not told is not taken back either.
  if (!amount) return isRetracted ? null : <p class="sum none">{words.noAmount}</p>;
  const was = before?.amount;
  const hasChanged = before && (was?.amount !== amount.amount || was.currency !== amount.currency);
  return (
    <p class="sum">
      {isRetracted ? (
        <s>
          <Amount sum={amount} />
        </s>
      ) : (
        <Amount sum={amount} />
      )}
      {!isSaidExactly(amount, language, 3) && <span class="digits">{written(amount, language)}</span>}
      {converted?.rate && !isRetracted && (
        <span class="converted">
          ≈ <Amount sum={converted.money} decimals={2} />
        </span>
      )}
      {hasChanged && (
        <span class="was">
          {words.before} <del>{was ? <Amount sum={was} /> : words.noAmount}</del>
        </span>
      )}
    </p>
  );
}

function Parties({ deal }: { deal: ToldDealFragment }) {
  const { language, words } = useLanguage();
  return (
    <ul class={`parties ${deal.parties.length > 2 ? 'many' : ''}`}>
      {deal.parties.map(({ role, organization }) => (
        <li key={organization.organizationId}>
          <span class="role">
            {words.roles[role]} <span>{countryName(organization.country, language)}</span>
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

/** Those before it, one line each. */
export function EarlierSignings({ signings }: { signings: readonly Signing[] }) {
  const { words } = useLanguage();
  if (signings.length === 0) return null;
  return (
    <section class="earlier" aria-label={words.latest}>
      <ol>
        {signings.map((signing) => (
          <Earlier key={signing.deal.dealId} signing={signing} />
        ))}
      </ol>
    </section>
  );
}

function Earlier({ signing: { deal, state } }: { signing: Signing }) {
  const { words } = useLanguage();
  const isRetracted = state === 'retracted';
  const Text = isRetracted ? 's' : 'span';
  return (
    <li class={state} data-deal={deal.dealId}>
      {state !== 'signed' && <strong class="state">{words[state]}</strong>}
      <Text class="title">
        <Localized texts={deal.titleTranslations} />
      </Text>
      <Text class="sum">{deal.amount ? <Amount sum={deal.amount} /> : words.noAmount}</Text>
    </li>
  );
}
