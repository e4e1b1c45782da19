import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { CeremonyNotOpen, ProgrammeItemDone } from '../../errors/user-errors.ts';
import { updating } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { nodeId } from '../../mutations/validators.ts';
import { position } from './add-programme-item.ts';
import { loadProgrammeOf, programmeDecision, requireChangeable, requireItem } from './programme-decision.ts';

export const moveProgrammeItem = defineMutation({
  name: 'moveProgrammeItem',
  input: z.object({
    item: nodeId('ProgrammeItem').describe('An item of a ceremony that is planned or open.'),
    position,
    ...updating('programme'),
  }),
  rights: requireStaff,
  errors: [ProgrammeItemDone, CeremonyNotOpen],
  load: (read, { item }) => loadProgrammeOf(read, item),
  decide(loaded, { item, position: place, expectedVersion }, { identity }) {
    const { ceremony, items, index } = requireItem(loaded, item, identity);
    requireChangeable(ceremony, expectedVersion, ['input', 'item']);
    const others = items.toSpliced(index, 1);
    const after = others.toSpliced(place, 0, items[index]!);
    const decision = programmeDecision(ceremony, items, after, ['input', 'position']);
    return { ...decision, result: { ceremony: ceremony.id, item } };
  },
});
