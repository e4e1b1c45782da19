import { dealTerms } from '../../format/deal-terms.ts';
import { localizedText, type Texts } from '../../format/localized-texts.ts';
import { type DealFacts, hasSameParties } from './deal-facts.ts';
import type { PreviewLine, PreviewText } from './preview-lines.ts';

/** Names of organizations by id, and of industries by code, in as many languages as the desk has. */
export type FactNames = ReadonlyMap<string, Texts>;

/** What the walls will say of the facts that differ, in a language. */
export function factParts(
  language: string,
  before: DealFacts,
  after: DealFacts,
  names: FactNames,
): PreviewLine['parts'] {
  const terms = dealTerms(language);
  const own = (text: string): PreviewText => ({ text, language });
  const nameOf = (key: string) => localizedText(names.get(key) ?? [], language) ?? own(key);
  const part = (isChanged: boolean, textOfFacts: (facts: DealFacts) => PreviewText) =>
    isChanged ? [{ now: textOfFacts(after), before: textOfFacts(before) }] : [];
  return [
    ...part(after.category !== before.category, ({ category }) => own(terms.categories[category])),
    ...part(after.instrument !== before.instrument, ({ instrument }) => own(terms.instruments[instrument])),
    ...part(after.industry !== before.industry, ({ industry }) => nameOf(industry)),
    ...part(!hasSameParties(after.parties, before.parties), ({ parties }) =>
      own(parties.map((each) => `${terms.roles[each.role]} ${nameOf(each.organization).text}`).join(' · ')),
    ),
  ];
}
