import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { ControlHeld } from '../../errors/user-errors.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { isValid, requireControl } from '../lease/lease.ts';
import {
  assertControlVersion,
  type ControlResult,
  controlAudit,
  controlInput,
  loadControl,
  requireControlled,
} from './load-control.ts';

/** releaseControl ends the lease of the caller. Without one it changes nothing. */
export const releaseControl = defineMutation({
  name: 'releaseControl',
  input: z.object(controlInput),
  rights: requireStaff,
  undoable: false,
  errors: [ControlHeld],
  load: loadControl,
  decide(loaded, { mode, expectedVersion }, deciding) {
    const ceremony = requireControlled(loaded, deciding.identity);
    const { id, lease } = ceremony;
    const { at } = deciding;
    requireControl(lease, deciding, ['input', 'ceremony']);
    const result: ControlResult = { ceremony: id, mode };
    if (!isValid(lease, at)) return { result, writes: [], audit: [] };
    assertControlVersion(ceremony, expectedVersion);
    return {
      result,
      writes: [
        // The row remains: the version of a lease never repeats.
        sql`UPDATE "CeremonyControl"
            SET "holder" = NULL, "holderName" = NULL, "offeredAt" = NULL, "takenOverFrom" = NULL, "version" = "version" + 1
            WHERE "ceremonyId" = ${id}::uuid AND "mode" = ${mode}::"StreamMode"`,
      ],
      audit: [controlAudit(ceremony, mode, { holder: lease.holder }, { holder: null })],
    };
  },
});
