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
import { announceStatus } from '../status/announce-status.ts';
import { statusIn } from '../status/status-in.ts';
import {
  assertDealVersion,
  dealSnapshot,
  type LoadedDeal,
  loadDealForUpdate,
  requireDeal,
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
    return announceStatus(
      'Deal',
      deal,
      {
        mode,
        from: 'PLANNED',
        to: 'SIGNED',
        writes: [markSigned(deal, mode, at, ceremonyId)],
        content: { kind: 'DEAL_SIGNED', deal: snapshot },
        totals: [withDeal(snapshot)],
      },
      newId(),
    );
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
