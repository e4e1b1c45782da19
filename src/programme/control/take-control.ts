import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { ControlHeld } from '../../errors/user-errors.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { heldByAnother, isValid, requireControl } from '../lease/lease.ts';
import {
  acquire,
  assertControlVersion,
  type ControlResult,
  controlAudit,
  controlInput,
  loadControl,
  requireControlled,
} from './load-control.ts';
import { renewal } from './renew-control.ts';

/** takeControl takes a lease that is free. With `takeOver`, also one that another operator holds: for when that one cannot offer it. */
export const takeControl = defineMutation({
  name: 'takeControl',
  input: z.object({
    ...controlInput,
    takeOver: z
      .boolean()
      .default(false)
      .describe(
        'True takes control even if another operator has it. The other operator sees who has taken it. Name the expectedVersion that you have seen.',
      ),
  }),
  rights: requireStaff,
  undoable: false,
  errors: [ControlHeld],
  load: loadControl,
  decide(loaded, { mode, takeOver, expectedVersion }, deciding) {
    const ceremony = requireControlled(loaded, deciding.identity);
    const { id, lease } = ceremony;
    const { subject } = deciding.identity;
    const result: ControlResult = { ceremony: id, mode };
    // Also for a request that is sent twice: it is not taken again from an operator who has taken it over meanwhile.
    if (isValid(lease, deciding.at) && lease.holder === subject && lease.offeredAt === null)
      return { result, writes: [renewal(id, mode, deciding.at)], audit: [] };
    if (!takeOver) requireControl(lease, deciding, ['input', 'ceremony']);
    assertControlVersion(ceremony, expectedVersion);
    const other = heldByAnother(lease, deciding);
    const holder = isValid(lease, deciding.at) ? lease.holder : null;
    return {
      result,
      writes: [acquire(id, mode, deciding, other?.holderName ?? null)],
      audit: [controlAudit(ceremony, mode, { holder }, { holder: subject, takenOver: other !== null })],
    };
  },
});
