import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { DealNotPlanned } from '../../errors/user-errors.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { nodeId } from '../../mutations/validators.ts';
import { assertPlanned } from './assert-planned.ts';
import { contentOf, dealState } from './deal-state.ts';
import { loadDealForUpdate, requireDeal } from './load-deal.ts';

/** Gives up a planned deal, which never becomes public. It leaves the programme. */
export const withdrawDeal = defineMutation({
  name: 'withdrawDeal',
  input: z.object({ deal: nodeId('Deal').describe('The planned deal.') }),
  rights: requireStaff,
  errors: [DealNotPlanned],
  load: (read, input) => loadDealForUpdate(read, input.deal),
  decide(loaded, _input, { identity }) {
    const deal = requireDeal(loaded, identity);
    assertPlanned(deal);
    const { exhibitionId, id, sample } = deal;
    const content = contentOf(deal);
    return {
      result: { deal: id },
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
