import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { ControlNotOffered } from '../../errors/user-errors.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { isValid } from '../lease/lease.ts';
import {
  acquire,
  type ControlResult,
  controlAudit,
  controlInput,
  loadControl,
  requireControlled,
} from './load-control.ts';
import { renewal } from './renew-control.ts';

const { ceremony, mode } = controlInput;

/** acceptControl makes the caller the holder of a lease that is offered. */
export const acceptControl = defineMutation({
  name: 'acceptControl',
  input: z.object({ ceremony, mode }),
  rights: requireStaff,
  undoable: false,
  errors: [ControlNotOffered],
  load: loadControl,
  decide(loaded, { mode }, deciding) {
    const controlled = requireControlled(loaded, deciding.identity);
    const { id, lease } = controlled;
    const { subject } = deciding.identity;
    const result: ControlResult = { ceremony: id, mode };
    // For a request that is sent twice.
    if (isValid(lease, deciding.at) && lease.holder === subject && lease.offeredAt === null)
      return { result, writes: [renewal(id, mode, deciding.at)], audit: [] };
    if (!isValid(lease, deciding.at) || lease.offeredAt === null || lease.holder === subject)
      throw new ControlNotOffered(['input', 'ceremony']);
    return {
      result,
      writes: [acquire(id, mode, deciding, null)],
      audit: [
        controlAudit(
          controlled,
          mode,
          { holder: lease.holder, offered: true },
          { holder: subject, offered: false },
        ),
      ],
    };
  },
});
