import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { CeremonyNotOpen, InvalidInput, ProgrammeItemDone } from '../../errors/user-errors.ts';
import { creating, updating } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { nodeId } from '../../mutations/validators.ts';
import { lockCeremony, readCeremony, requireCeremony } from './load-ceremony.ts';
import { loadProgramme } from './load-programme.ts';
import { itemOf } from './planned-item.ts';
import { programmeDecision, requireChangeable } from './programme-decision.ts';
import { isOneThing, itemPlan, newSubject } from './programme-input.ts';

export const position = z
  .int()
  .min(0)
  .describe('The place in the running order; 0 is the first. A place after the end is the last one.');

export const addProgrammeItem = defineMutation({
  name: 'addProgrammeItem',
  input: z
    .object({
      ceremony: nodeId('Ceremony').describe('A ceremony that is planned or open.'),
      ...newSubject,
      ...itemPlan,
      position: position
        .nullish()
        .describe('The place in the running order; 0 is the first. Null for the last one.'),
      ...updating('programme'),
      ...creating,
    })
    .refine(isOneThing, { path: ['deal'], error: 'is required, or speech, or title: exactly one of them' }),
  rights: requireStaff,
  errors: [ProgrammeItemDone, CeremonyNotOpen],
  async load(read, { ceremony: id, deal, speech }) {
    const [, ceremony, programme] = await Promise.all([
      lockCeremony(read, id),
      readCeremony(read, id, 'LIVE'),
      loadProgramme(read, sql`${id}::uuid`, [{ deal, speech }]),
    ]);
    return { ceremony, programme };
  },
  decide(loaded, { position: place, expectedVersion, ...given }, { identity, newId }) {
    const ceremony = requireCeremony(loaded.ceremony, identity);
    requireChangeable(ceremony, expectedVersion);
    const { items } = loaded.programme;
    const added = itemOf(ceremony, given, loaded.programme, ['input'], newId);
    if (items.some(({ id }) => id === added.id))
      throw InvalidInput.at(['input', given.deal ? 'deal' : 'speech'], 'is in the programme already');
    const index = Math.min(place ?? items.length, items.length);
    const decision = programmeDecision(
      ceremony,
      items,
      items.toSpliced(index, 0, { ...added, position: index }),
      ['input', 'position'],
    );
    return { ...decision, result: { ceremony: ceremony.id, item: added.id } };
  },
});
