import { z } from 'zod';
import { mayOperate, requireOrganizer, requireOrganizerOf, type ScopedSeries } from '../../auth/policies.ts';
import { isoDay } from '../../catalog/exhibitions/exhibition-input.ts';
import { lockExhibitionOf } from '../../catalog/exhibitions/load-exhibition.ts';
import { sql } from '../../database/sql.ts';
import { DealNotSigned, InvalidInput, NotFound } from '../../errors/user-errors.ts';
import { listLimits } from '../../graphql/list-limits.ts';
import { seriesColumn } from '../../graphql/scope-columns.ts';
import { money } from '../../money/money.ts';
import { creating, sample } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { lockRows } from '../../mutations/row-locks.ts';
import { nodeId } from '../../mutations/validators.ts';
import { insertRows } from '../../mutations/write-rows.ts';
import { linkSources } from '../sources/link-sources.ts';
import { sourceColumns } from '../sources/source-input.ts';
import {
  amountProblem,
  asOf,
  noteTranslations,
  outcomeKind,
  outcomeSources,
  realisedAmount,
  requireDayAfterSigning,
} from './outcome-input.ts';

interface LoadedDeal {
  exhibitionId: string;
  slug: string;
  series: ScopedSeries;
  status: string;
  /** The day of the signing in the time zone of the exhibition. Null before it. */
  signedOn: string | null;
  outcomes: number;
}

/** recordDealOutcome stores what was reported about a signed deal. Nothing is announced. */
export const recordDealOutcome = defineMutation({
  name: 'recordDealOutcome',
  input: z
    .object({
      deal: nodeId('Deal').describe('The signed deal.'),
      kind: outcomeKind,
      asOf,
      amount: realisedAmount.nullish(),
      noteTranslations: noteTranslations.nullish(),
      sources: outcomeSources,
      sample,
      ...creating,
    })
    .superRefine(({ kind, amount }, context) => {
      const message = amountProblem(kind, amount);
      if (message) context.addIssue({ code: 'custom', path: ['amount'], message });
    }),
  rights: requireOrganizer,
  errors: [DealNotSigned],
  async load(read, { deal: id }) {
    const [, , [deal]] = await Promise.all([
      lockExhibitionOf(read, 'Deal', id),
      // The number of its outcomes stays correct until the commit.
      lockRows(read, 'Deal', sql`locked."id" = ${id}::uuid`, 'FOR NO KEY UPDATE'),
      read<LoadedDeal>(sql`
        SELECT deal."exhibitionId", exhibition."slug", ${seriesColumn}, deal."status",
               (deal."signedAt" AT TIME ZONE exhibition."timeZone")::date::text AS "signedOn",
               (SELECT count(*)::int FROM "DealOutcome" WHERE "dealId" = deal."id") AS outcomes
        FROM "Deal" AS deal JOIN "Exhibition" AS exhibition ON exhibition."id" = deal."exhibitionId"
        WHERE deal."id" = ${id}::uuid`),
    ]);
    return deal ?? null;
  },
  decide(deal, input, { identity, at, newId }) {
    const path = ['input', 'deal'];
    const isPublic = deal?.status === 'SIGNED' || deal?.status === 'RETRACTED';
    if (!deal || !(isPublic || mayOperate(identity, deal))) throw new NotFound('deal', path);
    requireOrganizerOf(identity, deal);
    if (deal.status !== 'SIGNED' || deal.signedOn === null)
      throw new DealNotSigned('Only a signed deal can have an outcome.', path);
    const { max } = listLimits.dealOutcomes;
    if (deal.outcomes >= max)
      throw InvalidInput.at(path, `already has ${max} outcomes, which is the maximum`);
    requireDayAfterSigning(isoDay(input.asOf), deal.signedOn, at);
    const id = newId();
    const amount = input.amount ? money(input.amount.amount, input.amount.currency) : null;
    const outcome = {
      dealId: input.deal,
      kind: input.kind,
      asOf: isoDay(input.asOf),
      amount: amount?.amount ?? null,
      currencyCode: amount?.currency ?? null,
      notes: input.noteTranslations ?? null,
      sample: input.sample,
    };
    const sources = sourceColumns(input.sources, newId);
    return {
      result: { outcome: id },
      writes: [
        ...insertRows('DealOutcome', [{ id, ...outcome }]),
        ...linkSources('DealOutcome', id, sources),
      ],
      audit: [
        {
          exhibition: deal.exhibitionId,
          type: 'DealOutcome',
          id,
          before: null,
          after: { ...outcome, sources },
        },
      ],
    };
  },
});
