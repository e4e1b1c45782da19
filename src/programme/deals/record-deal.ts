import { z } from 'zod';
import { addToOpeningTotals } from '../../announcements/opening-totals.ts';
import { withDeal } from '../../announcements/totals.ts';
import { requireOperator, requireStaff } from '../../auth/policies.ts';
import { isoDay } from '../../catalog/exhibitions/exhibition-input.ts';
import { loadExhibition, requireExhibition } from '../../catalog/exhibitions/load-exhibition.ts';
import { loadIndustries, requireIndustry } from '../../catalog/exhibitions/load-industries.ts';
import { NotFound } from '../../errors/user-errors.ts';
import { convert, money } from '../../money/money.ts';
import { recording, sample } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { day, exhibitionRef, localized } from '../../mutations/validators.ts';
import { sortByLanguages } from '../../text/localized-text.ts';
import { loadRecordedDay, requireDayOfExhibition } from '../recorded-day.ts';
import { linkSources } from '../sources/link-sources.ts';
import { sourceColumns, sources } from '../sources/source-input.ts';
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
import { insertDeal, publishOrganizations } from './write-deal.ts';

/**
 * recordDeal enters a deal that was signed without a ceremony of this server, such as one of a past edition. It is
 * announced if the LIVE stream has begun; otherwise it becomes a part of the opening totals.
 */
export const recordDeal = defineMutation({
  name: 'recordDeal',
  input: z.object({
    exhibition: exhibitionRef.describe('The exhibition at which it was signed, by its slug or its id.'),
    signedOn: day.describe(
      'The day of signing: a day of the exhibition in its time zone, and not in the future.',
    ),
    titleTranslations,
    category,
    instrument,
    amount: amount.nullish(),
    industry,
    parties,
    noteTranslations: localized(2_000)
      .nullish()
      .describe('Further reported facts: at most 2,000 characters in each language.'),
    sources: sources.default([]).describe('The publications that reported it, at most 20.'),
    sample,
    ...recording,
  }),
  rights: requireStaff,
  async load(read, input) {
    const [exhibition, recorded, organizations, industries] = await Promise.all([
      loadExhibition(read, input.exhibition),
      loadRecordedDay(read, input.exhibition, isoDay(input.signedOn)),
      // Behind it they become public.
      loadOrganizations(read, input.parties, 'FOR NO KEY UPDATE'),
      loadIndustries(read, [input.industry]),
    ]);
    return { exhibition, recorded, industries, organizations };
  },
  decide(loaded, input, { identity, at, newId }) {
    const exhibition = requireExhibition(loaded.exhibition);
    requireOperator(identity, exhibition);
    const { recorded } = loaded;
    if (!recorded) throw new NotFound('exhibition', ['input', 'exhibition']);
    requireDayOfExhibition(recorded, at, 'signedOn');
    const { id: exhibitionId, reportingCurrency, rates, languages } = exhibition;
    const { id: industryId, code, names } = requireIndustry(loaded.industries, input.industry);
    const content = {
      titles: sortByLanguages(languages, input.titleTranslations),
      category: input.category,
      instrument: input.instrument,
      amount: input.amount ? money(input.amount.amount, input.amount.currency) : null,
      parties: requireParties(input.parties, loaded.organizations),
    };
    const id = newId();
    const snapshot = {
      id,
      ...content,
      converted: content.amount && convert(content.amount, reportingCurrency, rates),
      industry: { code, names },
      sample: input.sample,
    };
    const notes = input.noteTranslations ? sortByLanguages(languages, input.noteTranslations) : null;
    const columns = {
      ...{ status: 'SIGNED' as const, signedAt: recorded.beginsAt, signedOn: recorded.day, notes },
    };
    const reported = sourceColumns(input.sources, newId);
    const after = {
      ...dealState({ ...content, industryId, sample: input.sample, status: 'SIGNED' }),
      ...{ signedOn: recorded.day, notes, sources: reported },
    };
    const announcement = recorded.hasBegun ? newId() : null;
    return {
      result: { deal: id, announcement },
      writes: [
        ...insertDeal(id, {
          ...content,
          exhibitionId,
          industryId,
          latestAt: recorded.beginsAt,
          sample: input.sample,
          recorded: columns,
        }),
        ...linkSources('Deal', id, reported),
        publishOrganizations(content.parties, at),
        ...(recorded.hasBegun ? [] : addToOpeningTotals(exhibitionId, snapshot)),
      ],
      audit: [{ exhibition: exhibitionId, type: 'Deal', id, before: null, after }],
      ...(announcement !== null && {
        announcement: {
          id: announcement,
          exhibitionId,
          mode: 'LIVE' as const,
          content: { kind: 'DEAL_RECORDED' as const, deal: snapshot, signedOn: recorded.day },
          subject: { dealId: id },
          totals: [withDeal(snapshot)],
          reportingCurrency,
          rates,
        },
      }),
    };
  },
});
