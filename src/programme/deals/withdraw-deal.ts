import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { DealNotPlanned } from '../../errors/user-errors.ts';
import { updating } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { lockRows, requireLocked } from '../../mutations/row-locks.ts';
import { nodeId } from '../../mutations/validators.ts';
import { assertPlanned } from './assert-planned.ts';
import { contentOf, dealState } from './deal-state.ts';
import { assertDealVersion, loadDealForUpdate, requireDeal } from './load-deal.ts';

/**
 * withdrawDeal withdraws a planned deal, which stays hidden from public callers, and removes it from the programme.
 */
export const withdrawDeal = defineMutation({
  name: 'withdrawDeal',
  input: z.object({ deal: nodeId('Deal').describe('The planned deal.'), ...updating('deal') }),
  rights: requireStaff,
  errors: [DealNotPlanned],
  async load(read, { deal: id }) {
    // The programme of the ceremony changes too.
    const ceremony = sql`SELECT "ceremonyId" AS "id" FROM "ProgrammeItem" WHERE "dealId" = ${id}::uuid`;
    const [locked, deal, found] = await Promise.all([
      lockRows(read, 'Ceremony', sql`locked."id" = (${ceremony})`, 'FOR NO KEY UPDATE'),
      loadDealForUpdate(read, id),
      read<{ id: string }>(ceremony),
    ]);
    // A verb that adds the deal to a programme locks the deal.
    requireLocked(
      locked,
      found.map((each) => each.id),
    );
    return { deal, ceremony: found[0] };
  },
  decide(loaded, { expectedVersion }, { identity }) {
    const deal = requireDeal(loaded.deal, identity);
    assertPlanned(deal);
    assertDealVersion(deal, expectedVersion);
    const { exhibitionId, id, sample } = deal;
    const content = contentOf(deal);
    return {
      result: { deal: id, ceremony: loaded.ceremony?.id ?? null },
      writes: [
        sql`DELETE FROM "ProgrammeItem" WHERE "dealId" = ${id}::uuid`,
        sql`UPDATE "Deal" SET "status" = 'WITHDRAWN' WHERE "id" = ${id}::uuid`,
      ],
      audit: [
        {
          exhibition: exhibitionId,
          type: 'Deal',
          id,
          before: dealState({ ...content, sample, status: 'PLANNED' }),
          after: dealState({ ...content, sample, status: 'WITHDRAWN' }),
        },
      ],
    };
  },
});
