import { z } from 'zod';
import { requireOperator, requireStaff } from '../../auth/policies.ts';
import { loadExhibition, requireExhibition } from '../../catalog/exhibitions/load-exhibition.ts';
import { loadIndustries, requireIndustry } from '../../catalog/exhibitions/load-industries.ts';
import { money } from '../../money/money.ts';
import { creating, sample } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { exhibitionRef } from '../../mutations/validators.ts';
import { sortByLanguages } from '../../text/localized-text.ts';
import {
  amount,
  category,
  industry,
  instrument,
  loadOrganizations,
  parties,
  requireParties,
  titleTranslations,
} from './deal-input.ts';
import { dealState } from './deal-state.ts';
import { insertDeal } from './write-deal.ts';

/** createDeal plans a deal, which is not public until it is signed. */
export const createDeal = defineMutation({
  name: 'createDeal',
  input: z.object({
    exhibition: exhibitionRef.describe(
      'The exhibition at which the deal is to be signed, by its slug or its id.',
    ),
    titleTranslations,
    category,
    instrument,
    amount: amount.nullish(),
    industry,
    parties,
    sample,
    ...creating,
  }),
  rights: requireStaff,
  async load(read, input) {
    const [exhibition, organizations, industries] = await Promise.all([
      loadExhibition(read, input.exhibition),
      loadOrganizations(read, input.parties),
      loadIndustries(read, [input.industry]),
    ]);
    return { exhibition, industries, organizations };
  },
  decide(loaded, input, { identity, at, newId }) {
    const exhibition = requireExhibition(loaded.exhibition);
    requireOperator(identity, exhibition);
    const content = {
      titles: sortByLanguages(exhibition.languages, input.titleTranslations),
      category: input.category,
      instrument: input.instrument,
      amount: input.amount ? money(input.amount.amount, input.amount.currency) : null,
      industryId: requireIndustry(loaded.industries, input.industry).id,
      parties: requireParties(input.parties, loaded.organizations),
    };
    const id = newId();
    const deal = { ...content, exhibitionId: exhibition.id, latestAt: at, sample: input.sample };
    const after = dealState({ ...deal, status: 'PLANNED' });
    return {
      result: { deal: id },
      writes: insertDeal(id, deal),
      audit: [{ exhibition: exhibition.id, type: 'Deal', id, before: null, after }],
    };
  },
});
