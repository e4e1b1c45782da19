import { z } from 'zod';
import { loadOpeningDeal, replaceInOpeningTotals } from '../../announcements/opening-totals.ts';
import { requireStaff } from '../../auth/policies.ts';
import { lockExhibitionOf } from '../../catalog/exhibitions/load-exhibition.ts';
import { loadIndustries, requireIndustry } from '../../catalog/exhibitions/load-industries.ts';
import { DealNotPlanned } from '../../errors/user-errors.ts';
import { money } from '../../money/money.ts';
import { updating } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { nodeId } from '../../mutations/validators.ts';
import { sortByLanguages } from '../../text/localized-text.ts';
import { assertPlanned } from './assert-planned.ts';
import { applyCorrection } from './correct-deal.ts';
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
import { contentOf, dealState } from './deal-state.ts';
import { assertDealVersion, loadDealForUpdate, requireDeal } from './load-deal.ts';
import { publishOrganizations, updateDealRow } from './write-deal.ts';

/**
 * updateDeal changes a planned deal, and one of the opening totals while nothing is announced. correctDeal changes a
 * signed one and announces the change.
 */
export const updateDeal = defineMutation({
  name: 'updateDeal',
  input: z.object({
    deal: nodeId('Deal').describe(
      'The planned deal, or one that was recorded before the first announcement.',
    ),
    titleTranslations: titleTranslations.optional(),
    category: category.optional(),
    instrument: instrument.optional(),
    amount: amount.nullish().describe('The amount. Null clears it.'),
    industry: industry.optional(),
    parties: parties.optional(),
    ...updating('deal'),
  }),
  rights: requireStaff,
  errors: [DealNotPlanned],
  async load(read, input) {
    const [, deal, opening, organizations, industries] = await Promise.all([
      lockExhibitionOf(read, 'Deal', input.deal),
      loadDealForUpdate(read, input.deal),
      loadOpeningDeal(read, input.deal),
      loadOrganizations(read, input.parties, 'FOR NO KEY UPDATE'),
      loadIndustries(read, [input.industry]),
    ]);
    return { deal, opening, industries, organizations };
  },
  decide(loaded, input, { identity, at }) {
    const deal = requireDeal(loaded.deal, identity);
    if (!loaded.opening) assertPlanned(deal);
    assertDealVersion(deal, input.expectedVersion);
    const before = contentOf(deal);
    const { titleTranslations: titles, amount, industry, parties } = input;
    const after = {
      titles: titles ? sortByLanguages(deal.languages, titles) : before.titles,
      category: input.category ?? before.category,
      instrument: input.instrument ?? before.instrument,
      amount: amount === undefined ? before.amount : amount && money(amount.amount, amount.currency),
      industryId: industry ? requireIndustry(loaded.industries, industry).id : before.industryId,
      parties: parties ? requireParties(parties, loaded.organizations) : before.parties,
    };
    const state = { status: deal.status, sample: deal.sample };
    return {
      result: { deal: deal.id },
      writes: [
        ...updateDealRow({ ...deal, parties: before.parties }, after),
        ...(loaded.opening
          ? [
              publishOrganizations(after.parties, at),
              ...replaceInOpeningTotals(
                deal.exhibitionId,
                loaded.opening,
                applyCorrection(deal, loaded.opening, input, loaded),
              ),
            ]
          : []),
      ],
      audit: [
        {
          exhibition: deal.exhibitionId,
          type: 'Deal',
          id: deal.id,
          before: dealState({ ...before, ...state }),
          after: dealState({ ...after, ...state }),
        },
      ],
    };
  },
});
