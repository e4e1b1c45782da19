import { z } from 'zod';
import type { StreamMode } from '../../announcements/content.ts';
import { withDeal } from '../../announcements/totals.ts';
import { requireStaff } from '../../auth/policies.ts';
import { type Sql, sql } from '../../database/sql.ts';
import { CeremonyNotOpen, DealAlreadySigned, DealNotPlanned } from '../../errors/user-errors.ts';
import { publishing } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { nodeId } from '../../mutations/validators.ts';
import { lockOpenCeremonyOf, requireOpen } from '../open-ceremony/lock-open-ceremony.ts';
import {
  assertDealVersion,
  dealSnapshot,
  type LoadedDeal,
  loadDealForUpdate,
  requireDeal,
  statusIn,
} from './load-deal.ts';
import { publishOrganizations } from './write-deal.ts';

export const signDeal = defineMutation({
  name: 'signDeal',
  input: z.object({ deal: nodeId('Deal').describe('The planned deal.'), ...publishing('deal') }),
  rights: requireStaff,
  errors: [DealAlreadySigned, DealNotPlanned, CeremonyNotOpen],
  async load(read, { deal: id, mode }) {
    const [ceremony, deal] = await Promise.all([
      lockOpenCeremonyOf(read, { deal: id }, mode),
      loadDealForUpdate(read, id, mode),
    ]);
    return { ceremony, deal };
  },
  decide(loaded, { mode, expectedVersion }, { identity, at, newId }) {
    const deal = requireDeal(loaded.deal, identity);
    requireUnsigned(deal, mode);
    const { id: ceremonyId } = requireOpen(loaded.ceremony, ['input', 'deal']);
    assertDealVersion(deal, expectedVersion);
    const snapshot = dealSnapshot(deal);
    const announcement = newId();
    return {
      result: { deal: deal.id, announcement },
      writes: [markSigned(deal, mode, at, ceremonyId)],
      audit: [
        {
          exhibition: deal.exhibitionId,
          type: 'Deal',
          id: deal.id,
          before: { mode, status: 'PLANNED' },
          after: { mode, status: 'SIGNED' },
        },
      ],
      announcement: {
        id: announcement,
        exhibitionId: deal.exhibitionId,
        mode,
        content: { kind: 'DEAL_SIGNED', deal: snapshot },
        subject: { dealId: deal.id },
        totals: [withDeal(snapshot)],
        reportingCurrency: deal.reportingCurrency,
        rates: deal.rates,
      },
    };
  },
});

function requireUnsigned(deal: LoadedDeal, mode: StreamMode): void {
  if (statusIn(mode, deal) === 'SIGNED') throw new DealAlreadySigned(deal.signedAs!);
  // Both statuses: a withdrawn deal cannot be signed in a rehearsal either.
  for (const status of [deal.status, statusIn(mode, deal)]) {
    if (status === 'WITHDRAWN' || status === 'RETRACTED') {
      throw new DealNotPlanned(`The deal is ${status.toLowerCase()}.`, ['input', 'deal']);
    }
  }
}

function markSigned(deal: LoadedDeal, mode: StreamMode, at: Date, ceremonyId: string): Sql {
  if (mode === 'REHEARSAL')
    return sql`UPDATE "Deal" SET "rehearsalStatus" = 'SIGNED' WHERE "id" = ${deal.id}::uuid`;
  return sql`
    WITH signed AS (
      UPDATE "Deal" SET "status" = 'SIGNED', "signedAt" = ${at}, "latestAt" = ${at}, "ceremonyId" = ${ceremonyId}::uuid
      WHERE "id" = ${deal.id}::uuid
    )
    ${publishOrganizations(deal.parties, at)}`;
}
