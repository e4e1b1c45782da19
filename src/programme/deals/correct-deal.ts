import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { DealSnapshot } from '../../announcements/content.ts';
import { withDeal, withoutDeal } from '../../announcements/totals.ts';
import { requireStaff } from '../../auth/policies.ts';
import { indexColumns } from '../../derived-columns/index-deals.ts';
import { updateReportingAmounts } from '../../derived-columns/reporting-amounts.ts';
import { DealNotSigned, InvalidInput } from '../../errors/user-errors.ts';
import type { Context } from '../../graphql/context.ts';
import { convert, money } from '../../money/money.ts';
import { change, type Transaction } from '../../mutations/change.ts';
import { idempotencyKey, localized, nodeId, readInput } from '../../mutations/validators.ts';
import { inOrderOf } from '../../text/localized-text.ts';
import {
  amount,
  category,
  findIndustry,
  findParties,
  industry,
  instrument,
  type PartyInput,
  parties,
  titleTranslations,
} from './deal-input.ts';
import { latestAnnouncement } from './latest-announcement.ts';
import { type LoadedDeal, loadDealForUpdate, statusIn } from './load-deal.ts';
import { replaceParties } from './replace-parties.ts';

const schema = z.object({
  deal: nodeId('Deal'),
  mode: z.enum(['LIVE', 'REHEARSAL']),
  idempotencyKey,
  reasonTranslations: localized(1_000).nullish(),
  titleTranslations: titleTranslations.nullish(),
  category: category.nullish(),
  instrument: instrument.nullish(),
  amount: amount.nullish(),
  industry: industry.nullish(),
  parties: parties.nullish(),
});
type Correction = z.output<typeof schema>;

/** Something told of a signed deal was wrong: everyone is told what is right, and what was told stays on record. */
export async function correctDeal(
  context: Context,
  raw: unknown,
): Promise<{ deal: string; announcement: string }> {
  requireStaff(context.identity);
  const input = readInput(schema, raw);
  const request = { mutation: 'correctDeal', idempotency: { key: input.idempotencyKey, input } };
  return change(context, request, async ({ tx, at, audit, announce }) => {
    const deal = await loadDealForUpdate(tx, context.identity, input.deal);
    if (statusIn(input.mode, deal) !== 'SIGNED') {
      throw new DealNotSigned('Only a signed deal is corrected.', ['input', 'deal']);
    }
    const before = await latestAnnouncement(tx, deal, input.mode);
    const corrected = await applyCorrection(tx, deal, before.deal, input);
    if (isDeepStrictEqual(corrected, before.deal)) {
      throw InvalidInput.at(['input'], 'changes nothing of what was told');
    }
    if (input.mode === 'LIVE') await writeCorrection(tx, deal, corrected, input.parties ?? null, at);
    audit({
      exhibition: deal.exhibitionId,
      type: 'Deal',
      id: deal.id,
      before: before.deal,
      after: corrected,
    });
    const { id } = announce({
      exhibitionId: deal.exhibitionId,
      mode: input.mode,
      content: {
        kind: 'DEAL_CORRECTED',
        deal: corrected,
        before: before.deal,
        changes: before.sequence,
        reason: input.reasonTranslations ?? null,
      },
      subject: { dealId: deal.id },
      totals: [withoutDeal(before.deal), withDeal(corrected)],
      reportingCurrency: deal.reportingCurrency,
      rates: deal.rates,
    });
    return { deal: deal.id, announcement: id };
  });
}

async function applyCorrection(
  tx: Transaction,
  { languages, reportingCurrency, rates }: LoadedDeal,
  told: DealSnapshot,
  input: Correction,
): Promise<DealSnapshot> {
  const corrected = input.amount ? money(input.amount.amount, input.amount.currency) : told.amount;
  const found = input.industry ? await findIndustry(tx, input.industry) : null;
  return {
    ...told,
    titles: input.titleTranslations ? inOrderOf(languages, input.titleTranslations) : told.titles,
    category: input.category ?? told.category,
    instrument: input.instrument ?? told.instrument,
    amount: corrected,
    converted: input.amount ? corrected && convert(corrected, reportingCurrency, rates) : told.converted,
    industry: found ? { code: found.code, names: found.names } : told.industry,
    parties: input.parties ? await findParties(tx, input.parties) : told.parties,
  };
}

async function writeCorrection(
  tx: Transaction,
  { id, exhibitionId }: LoadedDeal,
  corrected: DealSnapshot,
  newParties: readonly PartyInput[] | null,
  at: Date,
): Promise<void> {
  await tx.deal.update({
    where: { id },
    data: {
      titles: corrected.titles,
      category: corrected.category,
      instrument: corrected.instrument,
      amount: corrected.amount?.amount ?? null,
      currencyCode: corrected.amount?.currency ?? null,
      industryId: (await findIndustry(tx, corrected.industry.code)).id,
      ...indexColumns(
        corrected.titles,
        corrected.parties.map((party) => party.organization),
      ),
    },
    select: { id: true },
  });
  await updateReportingAmounts(tx, exhibitionId, id);
  if (!newParties) return;
  await replaceParties(tx, id, newParties);
  await tx.organization.updateMany({
    where: { id: { in: newParties.map((party) => party.organization) }, publicSince: null },
    data: { publicSince: at },
  });
}
