import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { CeremonyNotOpen, SpeechInProgress } from '../../errors/user-errors.ts';
import { publishing } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { nodeId } from '../../mutations/validators.ts';
import { announceStatus } from '../status/announce-status.ts';
import { statusIn } from '../status/status-in.ts';
import { ceremonySnapshot, lockCeremony, readCeremony, requireCeremony } from './load-ceremony.ts';

const path = ['input', 'ceremony'];

/** closeCeremony announces the result: the totals after all announcements of the ceremony. */
export const closeCeremony = defineMutation({
  name: 'closeCeremony',
  input: z.object({ ceremony: nodeId('Ceremony').describe('The open ceremony.'), ...publishing('ceremony') }),
  rights: requireStaff,
  errors: [CeremonyNotOpen, SpeechInProgress],
  async load(read, { ceremony: id, mode }) {
    const [, ceremony] = await Promise.all([lockCeremony(read, id), readCeremony(read, id, mode)]);
    return ceremony;
  },
  decide(loaded, { mode, expectedVersion }, { identity, at, newId }) {
    const ceremony = requireCeremony(loaded, identity);
    if (statusIn(mode, ceremony) !== 'OPEN') throw new CeremonyNotOpen('The ceremony is not open.', path);
    if (ceremony.speechInProgress)
      throw new SpeechInProgress('A speech is in progress. Finish it first.', path);
    assertVersion(expectedVersion, { typename: 'Ceremony', id: ceremony.id, version: ceremony.version });
    return announceStatus(
      'Ceremony',
      ceremony,
      {
        mode,
        from: 'OPEN',
        to: 'CLOSED',
        liveColumns: { closedAt: at },
        content: { kind: 'CEREMONY_CLOSED', ceremony: ceremonySnapshot(ceremony) },
      },
      newId(),
    );
  },
});
