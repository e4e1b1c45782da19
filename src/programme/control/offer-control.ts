import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { ControlHeld, ControlNotHeld } from '../../errors/user-errors.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import {
  assertControlVersion,
  type ControlResult,
  controlAudit,
  controlInput,
  expiryAfter,
  loadControl,
  requireControlled,
} from './load-control.ts';
import { requireHolder } from './renew-control.ts';

/** offerControl offers the lease to every other operator of the exhibition. Its holder keeps it until one accepts. */
export const offerControl = defineMutation({
  name: 'offerControl',
  input: z.object({
    ...controlInput,
    offered: z.boolean().default(true).describe('False withdraws the offer.'),
  }),
  rights: requireStaff,
  undoable: false,
  errors: [ControlHeld, ControlNotHeld],
  load: loadControl,
  decide(loaded, { mode, offered, expectedVersion }, deciding) {
    const ceremony = requireControlled(loaded, deciding.identity);
    const { holder, offeredAt } = requireHolder(ceremony.lease, deciding);
    assertControlVersion(ceremony, expectedVersion);
    const { id } = ceremony;
    const { at } = deciding;
    const result: ControlResult = { ceremony: id, mode };
    return {
      result,
      writes: [
        sql`UPDATE "CeremonyControl"
            SET "offeredAt" = ${offered ? at : null}, "expiresAt" = ${expiryAfter(at)}, "version" = "version" + 1
            WHERE "ceremonyId" = ${id}::uuid AND "mode" = ${mode}::"StreamMode"`,
      ],
      audit: [controlAudit(ceremony, mode, { holder, offered: offeredAt !== null }, { holder, offered })],
    };
  },
});
