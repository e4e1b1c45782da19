import { formatCompact } from '../../amounts/compact-amount.ts';
import { countryName } from '../format/country-name.ts';
import { dealTerms } from '../format/deal-terms.ts';
import { directionOf } from '../format/direction.ts';
import { formatExact } from '../format/money.ts';
import { Missing } from './missing.tsx';
import { usePartyNames } from './party-names.ts';
import type { DealFacts as Facts } from './state/deal-facts.ts';
import type { ProgrammeItem } from './state/desk-view.ts';
import { amountText } from './state/preview-lines.ts';
import type { PublishedDeal } from './state/typed-correction.ts';
import { useLanguage } from './use-language.ts';

interface DealFactsProps {
  deal: NonNullable<ProgrammeItem['deal']>;
  /** What stands about it, or will be announced. */
  announced: PublishedDeal;
  facts: Facts;
  /** The languages of the exhibition: a title is expected in each. */
  languages: readonly string[];
}

export function DealFacts({ deal, announced, facts, languages }: DealFactsProps) {
  const { language, words } = useLanguage();
  const names = usePartyNames(deal.id, deal.version);
  const { categories, roles, instruments } = dealTerms(language);
  // The name of another industry, after a correction in a rehearsal, is not here: its code is.
  const industry = facts.industry === deal.industry.code ? deal.industry.name : facts.industry;
  return (
    <>
      <ul class="titles" aria-label={words.titles}>
        {languages.map((tag) => {
          const title = announced.titleTranslations.find((each) => each.language === tag);
          return (
            <li key={tag} class={title ? 'there' : 'missing'} dir={directionOf(tag)}>
              <span class="tag">{tag}</span>
              {title ? (
                <span class="title" lang={tag}>
                  {title.text}
                </span>
              ) : (
                <em>{words.missingTitle}</em>
              )}
              {announced.amount && (
                <span class="wall-amount" lang={tag}>
                  {amountText(announced.amount, tag)}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <p class="amount">
        {announced.amount ? (
          <>
            <strong>{formatCompact(announced.amount, language, 3)}</strong>{' '}
            <span>{formatExact(announced.amount, language)}</span>
          </>
        ) : (
          words.amountNotDisclosed
        )}
      </p>
      <ul class="parties">
        {deal.parties.map(({ role, organization }) => (
          <li key={organization.id}>
            <span class="tag">{roles[role]}</span> {organization.name} ·{' '}
            {countryName(organization.country, language)}
            <Missing languages={languages} translations={names.get(organization.id) ?? null} />
          </li>
        ))}
        <li>
          <span class="tag">{words.industry}</span> {industry}
        </li>
        <li>
          <span class="tag">{words.category}</span> {categories[facts.category]}
        </li>
        <li>
          <span class="tag">{words.instrument}</span> {instruments[facts.instrument]}
        </li>
      </ul>
    </>
  );
}
