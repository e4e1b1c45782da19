import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { CeremonyNotOpen, ProgrammeItemDone } from '../../errors/user-errors.ts';
import { updating } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { nodeId } from '../../mutations/validators.ts';
import { lockCeremony, readCeremony, requireCeremony } from './load-ceremony.ts';
import { loadProgramme, programmeInput, replaceProgramme } from './programme.ts';

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
      loadProgramme(read, id, items),
    ]);
    return { ceremony, programme };
  },
  decide(loaded, { items, expectedVersion }, { identity, newId }) {
    const ceremony = requireCeremony(loaded.ceremony, identity);
    if (ceremony.status === 'CLOSED')
      throw new CeremonyNotOpen('The ceremony is closed.', ['input', 'ceremony']);
    const { id, programmeVersion: version } = ceremony;
    assertVersion(expectedVersion, { typename: 'Ceremony', id, version });
    const writes = replaceProgramme(ceremony, items, loaded.programme, ['input', 'items'], newId);
    return {
      result: { ceremony: ceremony.id },
      writes,
      audit: [
        {
          exhibition: ceremony.exhibitionId,
          type: 'Ceremony',
          id: ceremony.id,
          before: {
            programme: loaded.programme.items.map(({ dealId: deal, speechId: speech }) => ({ deal, speech })),
          },
          after: { programme: items.map(({ deal = null, speech = null }) => ({ deal, speech })) },
        },
      ],
    };
  },
});
