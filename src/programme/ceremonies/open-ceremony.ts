import { z } from 'zod';
import { announcedAt } from '../../announcements/announce.ts';
import { requireStaff } from '../../auth/policies.ts';
import { lockExhibitionOf } from '../../catalog/exhibitions/load-exhibition.ts';
import { CeremonyNotPlanned, CeremonyOnHold, ControlHeld } from '../../errors/user-errors.ts';
import { publishing } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { nodeId } from '../../mutations/validators.ts';
import { requireControl, requireNotOnHold } from '../lease/lease.ts';
import { announceStatus } from '../status/announce-status.ts';
import { statusIn } from '../status/status-in.ts';
import { ceremonySnapshot, lockCeremony, readCeremony, requireCeremony } from './load-ceremony.ts';

const path = ['input', 'ceremony'];

export const openCeremony = defineMutation({
  name: 'openCeremony',
  input: z.object({
    ceremony: nodeId('Ceremony').describe('The planned ceremony.'),
    ...publishing('ceremony'),
  }),
  rights: requireStaff,
  errors: [CeremonyOnHold, CeremonyNotPlanned, ControlHeld],
  async load(read, { ceremony: id, mode }) {
    const [, , ceremony] = await Promise.all([
      lockCeremony(read, id),
      // Rates do not change while a ceremony is open.
      lockExhibitionOf(read, 'Ceremony', id, 'FOR NO KEY UPDATE'),
      readCeremony(read, id, mode),
    ]);
    return ceremony;
  },
  decide(loaded, { mode, expectedVersion }, deciding) {
    const { identity, newId } = deciding;
    const ceremony = requireCeremony(loaded, identity);
    if (statusIn(mode, ceremony) !== 'PLANNED')
      throw new CeremonyNotPlanned('The ceremony was already opened or cancelled.', path);
    // A rehearsal practises what is going to take place.
    if (ceremony.status === 'CANCELLED') throw new CeremonyNotPlanned('The ceremony is cancelled.', path);
    requireControl(ceremony.lease, deciding, path);
    requireNotOnHold(ceremony.lease, path);
    assertVersion(expectedVersion, { typename: 'Ceremony', id: ceremony.id, version: ceremony.version });
    return announceStatus(
      'Ceremony',
      ceremony,
      {
        mode,
        from: 'PLANNED',
        to: 'OPEN',
        liveColumns: { openedAt: announcedAt },
        content: { kind: 'CEREMONY_OPENED', ceremony: ceremonySnapshot(ceremony) },
      },
      newId(),
    );
  },
});
