import { z } from 'zod';
import type { StreamMode } from '../../announcements/content.ts';
import { requireStaff } from '../../auth/policies.ts';
import { type Sql, sql } from '../../database/sql.ts';
import { ControlHeld, ControlNotHeld } from '../../errors/user-errors.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { type Lease, requireControl } from '../lease/lease.ts';
import {
  type ControlResult,
  controlInput,
  expiryAfter,
  loadControl,
  requireControlled,
} from './load-control.ts';

const { ceremony, mode } = controlInput;

/**
 * renewControl is the heartbeat of a desk. It is not audited. A lease that has expired is renewed as long as nobody else
 * has taken it: its holder had nothing else to do for it to stay.
 */
export const renewControl = defineMutation({
  name: 'renewControl',
  input: z.object({ ceremony, mode }),
  rights: requireStaff,
  undoable: false,
  errors: [ControlHeld, ControlNotHeld],
  load: loadControl,
  decide(loaded, { mode }, deciding) {
    const { id, lease } = requireControlled(loaded, deciding.identity);
    requireHolder(lease, deciding);
    const result: ControlResult = { ceremony: id, mode };
    return { result, writes: [renewal(id, mode, deciding.at)], audit: [] };
  },
});

export function renewal(id: string, mode: StreamMode, at: Date): Sql {
  return sql`
    UPDATE "CeremonyControl" SET "expiresAt" = ${expiryAfter(at)}
    WHERE "ceremonyId" = ${id}::uuid AND "mode" = ${mode}::"StreamMode"`;
}

/** Throws for everyone but the holder, whose lease may have expired meanwhile. */
export function requireHolder(
  lease: Lease | null,
  deciding: Parameters<typeof requireControl>[1],
): Lease & { holder: string } {
  const path = ['input', 'ceremony'];
  requireControl(lease, deciding, path);
  const { subject } = deciding.identity;
  if (lease?.holder !== subject) throw new ControlNotHeld(path);
  return { ...lease, holder: subject };
}
