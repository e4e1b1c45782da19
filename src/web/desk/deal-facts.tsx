import { countryName } from '../format/country-name.ts';
import { dealTerms } from '../format/deal-terms.ts';
import { formatCompact, formatExact } from '../format/money.ts';
import type { ProgrammeItem } from './state/desk-view.ts';
import { useLanguage } from './use-language.ts';

interface DealFactsProps {
  deal: NonNullable<ProgrammeItem['deal']>;
  /** The languages of the exhibition. A title is expected in each of them. */
  languages: readonly string[];
}

export function DealFacts({ deal, languages }: DealFactsProps) {
  const { language, words } = useLanguage();
  const { roles, instruments } = dealTerms(language);
  return (
    <>
      <ul class="titles" aria-label={words.titles}>
        {languages.map((tag) => {
          const title = deal.titleTranslations.find((each) => each.language === tag);
          return (
            <li key={tag} class={title ? 'there' : 'missing'}>
              <span class="tag">{tag}</span>
              {title ? <span lang={tag}>{title.text}</span> : <em>{words.missingTitle}</em>}
            </li>
          );
        })}
      </ul>
      <p class="amount">
        {deal.amount ? (
          <>
            <strong>{formatCompact(deal.amount, language, 3)}</strong>{' '}
            <span>{formatExact(deal.amount, language)}</span>
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
          </li>
        ))}
        <li>
          <span class="tag">{words.industry}</span> {deal.industry.name}
        </li>
        <li>
          <span class="tag">{words.instrument}</span> {instruments[deal.instrument]}
        </li>
      </ul>
    </>
  );
}
