import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { DealSnapshot } from '../../announcements/content.ts';
import { withDeal, withoutDeal } from '../../announcements/totals.ts';
import { requireStaff } from '../../auth/policies.ts';
import { lockExhibitionOf } from '../../catalog/exhibitions/load-exhibition.ts';
import {
  type LoadedIndustry,
  loadIndustries,
  requireIndustry,
} from '../../catalog/exhibitions/load-industries.ts';
import type { Sql } from '../../database/sql.ts';
import { ControlHeld, DealNotSigned, InvalidInput } from '../../errors/user-errors.ts';
import { convert, money } from '../../money/money.ts';
import { publishing } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { localized, nodeId } from '../../mutations/validators.ts';
import { sortByLanguages } from '../../text/localized-text.ts';
import { type Lease, requireControl } from '../lease/lease.ts';
import { statusIn } from '../status/status-in.ts';
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
import { latestAnnouncement } from './latest-announcement.ts';
import { loadLeaseOfSigning } from './lease-of-signing.ts';
import { assertDealVersion, type LoadedDeal, loadDealForUpdate, requireDeal } from './load-deal.ts';
import { publishOrganizations, updateDealRow } from './write-deal.ts';

const input = z.object({
  deal: nodeId('Deal').describe('The signed deal.'),
  ...publishing('deal'),
  reasonTranslations: localized(1_000)
    .nullish()
    .describe('The reason, with one entry per language. It is published with the correction.'),
  titleTranslations: titleTranslations.optional(),
  category: category.optional(),
  instrument: instrument.optional(),
  amount: amount
    .nullish()
    .describe('The correct amount. Null clears it, which removes the announced amount from the totals.'),
  industry: industry.optional(),
  parties: parties.optional(),
});

type Correction = Pick<
  z.output<typeof input>,
  'titleTranslations' | 'category' | 'instrument' | 'amount' | 'industry' | 'parties'
>;

interface Loaded {
  lease: Lease | null;
  deal: LoadedDeal | null;
  latest: Awaited<ReturnType<typeof latestAnnouncement>>;
  industries: LoadedIndustry[];
  organizations: Awaited<ReturnType<typeof loadOrganizations>>;
}

/** correctDeal announces a corrected deal. Earlier announcements stay in the stream. */
export const correctDeal = defineMutation({
  name: 'correctDeal',
  input,
  rights: requireStaff,
  errors: [DealNotSigned, ControlHeld],
  async load(read, given): Promise<Loaded> {
    const [lease, , deal, latest, organizations, industries] = await Promise.all([
      loadLeaseOfSigning(read, given.deal, given.mode),
      lockExhibitionOf(read, 'Deal', given.deal),
      loadDealForUpdate(read, given.deal, given.mode),
      latestAnnouncement(read, given.deal, given.mode),
      // Those that are not public yet are written.
      loadOrganizations(read, given.parties, 'FOR NO KEY UPDATE'),
      loadIndustries(read, [given.industry]),
    ]);
    return { lease, deal, latest, industries, organizations };
  },
  decide(loaded, given, deciding) {
    const { identity, at, newId } = deciding;
    const deal = requireDeal(loaded.deal, identity);
    const { mode, reasonTranslations: reason = null } = given;
    if (statusIn(mode, deal) !== 'SIGNED') {
      throw new DealNotSigned('Only a signed deal can be corrected.', ['input', 'deal']);
    }
    requireControl(loaded.lease, deciding, ['input', 'deal']);
    assertDealVersion(deal, given.expectedVersion);
    const { deal: before, sequence } = loaded.latest!;
    const corrected = applyCorrection(deal, before, given, loaded);
    if (isDeepStrictEqual(corrected, before))
      throw InvalidInput.at(['input'], 'equals the announced deal: there is nothing to correct');
    const announcement = newId();
    return {
      result: { deal: deal.id, announcement },
      writes: mode === 'LIVE' ? writeCorrection(deal, corrected, given, loaded, at) : [],
      audit: [{ exhibition: deal.exhibitionId, type: 'Deal', id: deal.id, before, after: corrected }],
      announcement: {
        id: announcement,
        exhibitionId: deal.exhibitionId,
        mode,
        content: { kind: 'DEAL_CORRECTED', deal: corrected, before, changes: sequence, reason },
        subject: { dealId: deal.id },
        totals: [withoutDeal(before), withDeal(corrected)],
        reportingCurrency: deal.reportingCurrency,
        rates: deal.rates,
      },
    };
  },
});

/** Values that are not corrected stay as announced, including a converted amount. */
export function applyCorrection(
  { languages, reportingCurrency, rates }: Pick<LoadedDeal, 'languages' | 'reportingCurrency' | 'rates'>,
  before: DealSnapshot,
  { titleTranslations: titles, category, instrument, amount, industry, parties }: Correction,
  loaded: Pick<Loaded, 'industries' | 'organizations'>,
): DealSnapshot {
  const newAmount = amount && money(amount.amount, amount.currency);
  const newIndustry = industry === undefined ? null : requireIndustry(loaded.industries, industry);
  return {
    ...before,
    ...(titles && { titles: sortByLanguages(languages, titles) }),
    ...(category && { category }),
    ...(instrument && { instrument }),
    ...(newAmount !== undefined && {
      amount: newAmount,
      converted: newAmount && convert(newAmount, reportingCurrency, rates),
    }),
    ...(newIndustry && { industry: { code: newIndustry.code, names: newIndustry.names } }),
    ...(parties && { parties: requireParties(parties, loaded.organizations) }),
  };
}

function writeCorrection(
  deal: LoadedDeal,
  corrected: DealSnapshot,
  { parties, industry }: z.output<typeof input>,
  { industries }: Loaded,
  at: Date,
): Sql[] {
  const content = {
    ...corrected,
    industryId: industry ? requireIndustry(industries, industry).id : deal.industryId,
    // Not the announced parties: searches use the current names of the parties, which may be newer.
    parties: parties ? corrected.parties : deal.parties,
  };
  return [...updateDealRow(deal, content), ...(parties ? [publishOrganizations(corrected.parties, at)] : [])];
}
