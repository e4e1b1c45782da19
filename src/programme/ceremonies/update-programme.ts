import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { CeremonyNotOpen, ProgrammeItemDone } from '../../errors/user-errors.ts';
import { updating } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { nodeId } from '../../mutations/validators.ts';
import { lockCeremony, readCeremony, requireCeremony } from './load-ceremony.ts';
import { loadProgramme } from './load-programme.ts';
import { itemOf } from './planned-item.ts';
import { programmeDecision, requireChangeable } from './programme-decision.ts';
import { programmeInput } from './programme-input.ts';

/** updateProgramme works before and during the ceremony. */
export const updateProgramme = defineMutation({
  name: 'updateProgramme',
  input: z.object({
    ceremony: nodeId('Ceremony').describe('A ceremony that is planned or open.'),
    items: programmeInput.describe('The whole programme in running order: at most 500 items, each once.'),
    ...updating('programme'),
  }),
  rights: requireStaff,
  errors: [ProgrammeItemDone, CeremonyNotOpen],
  async load(read, { ceremony: id, items }) {
    const [, ceremony, programme] = await Promise.all([
      lockCeremony(read, id),
      readCeremony(read, id, 'LIVE'),
      loadProgramme(read, sql`${id}::uuid`, items),
    ]);
    return { ceremony, programme };
  },
  decide(loaded, { items, expectedVersion }, { identity, newId }) {
    const ceremony = requireCeremony(loaded.ceremony, identity);
    requireChangeable(ceremony, expectedVersion);
    const path = ['input', 'items'];
    const after = items.map((each, index) =>
      itemOf(ceremony, each, loaded.programme, [...path, String(index)], newId),
    );
    const decision = programmeDecision(ceremony, loaded.programme.items, after, path);
    return { ...decision, result: { ceremony: ceremony.id } };
  },
});
