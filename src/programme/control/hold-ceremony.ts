import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { ControlHeld } from '../../errors/user-errors.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { requireControl } from '../lease/lease.ts';
import {
  assertControlVersion,
  type ControlResult,
  controlInput,
  firstVersion,
  loadControl,
  requireControlled,
} from './load-control.ts';

/** holdCeremony keeps every operator from announcing what happens on stage. It announces nothing and is idempotent. */
export const holdCeremony = defineMutation({
  name: 'holdCeremony',
  input: z.object({
    ...controlInput,
    onHold: z.boolean().default(true).describe('False ends the hold.'),
  }),
  rights: requireStaff,
  undoable: false,
  errors: [ControlHeld],
  load: loadControl,
  decide(loaded, { mode, onHold, expectedVersion }, deciding) {
    const ceremony = requireControlled(loaded, deciding.identity);
    const { id, exhibitionId, lease } = ceremony;
    const { at } = deciding;
    requireControl(lease, deciding, ['input', 'ceremony']);
    const before = lease?.onHold ?? false;
    const result: ControlResult = { ceremony: id, mode };
    if (before === onHold) return { result, writes: [], audit: [] };
    assertControlVersion(ceremony, expectedVersion);
    return {
      result,
      writes: [
        sql`
          INSERT INTO "CeremonyControl" AS control ("ceremonyId", "mode", "acquiredAt", "expiresAt", "onHold", "version")
          VALUES (${id}::uuid, ${mode}::"StreamMode", ${at}, ${at}, ${onHold}, ${firstVersion}::int + 1)
          ON CONFLICT ("ceremonyId", "mode") DO UPDATE SET
            "onHold" = excluded."onHold", "version" = control."version" + 1`,
      ],
      audit: [
        {
          exhibition: exhibitionId,
          type: 'Ceremony',
          id,
          before: { mode, onHold: before },
          after: { mode, onHold },
        },
      ],
    };
  },
});
