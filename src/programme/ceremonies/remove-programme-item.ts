import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { CeremonyNotOpen, ProgrammeItemDone } from '../../errors/user-errors.ts';
import { updating } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { nodeId } from '../../mutations/validators.ts';
import { loadProgrammeOf, programmeDecision, requireChangeable, requireItem } from './programme-decision.ts';

/** The deal or the speech of the item remains. */
export const removeProgrammeItem = defineMutation({
  name: 'removeProgrammeItem',
  input: z.object({
    item: nodeId('ProgrammeItem').describe('An item that is not announced.'),
    ...updating('programme'),
  }),
  rights: requireStaff,
  errors: [ProgrammeItemDone, CeremonyNotOpen],
  load: (read, { item }) => loadProgrammeOf(read, item),
  decide(loaded, { item, expectedVersion }, { identity }) {
    const { ceremony, items, index } = requireItem(loaded, item, identity);
    requireChangeable(ceremony, expectedVersion, ['input', 'item']);
    const decision = programmeDecision(ceremony, items, items.toSpliced(index, 1), ['input', 'item']);
    return { ...decision, result: { ceremony: ceremony.id, typename: 'ProgrammeItem', deleted: item } };
  },
});
