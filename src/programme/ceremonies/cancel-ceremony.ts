import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { lockExhibitionOf } from '../../catalog/exhibitions/load-exhibition.ts';
import { CeremonyNotPlanned, ControlHeld } from '../../errors/user-errors.ts';
import { publishingLive } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { localized, nodeId } from '../../mutations/validators.ts';
import { requireControl } from '../lease/lease.ts';
import { announceStatus } from '../status/announce-status.ts';
import { ceremonySnapshot, lockCeremony, readCeremony, requireCeremony } from './load-ceremony.ts';

const path = ['input', 'ceremony'];

/** Its programme remains: items can be moved to another ceremony. */
export const cancelCeremony = defineMutation({
  name: 'cancelCeremony',
  input: z.object({
    ceremony: nodeId('Ceremony').describe('The planned ceremony.'),
    reasonTranslations: localized(1_000).nullish().describe('The reason, announced with the cancellation.'),
    ...publishingLive('ceremony'),
  }),
  rights: requireStaff,
  errors: [CeremonyNotPlanned, ControlHeld],
  async load(read, { ceremony: id }) {
    const [, , ceremony] = await Promise.all([
      lockCeremony(read, id),
      lockExhibitionOf(read, 'Ceremony', id),
      readCeremony(read, id, 'LIVE'),
    ]);
    return ceremony;
  },
  decide(loaded, { expectedVersion, reasonTranslations: reason = null }, deciding) {
    const { identity, newId } = deciding;
    const ceremony = requireCeremony(loaded, identity);
    const { id, version } = ceremony;
    if (ceremony.status !== 'PLANNED')
      throw new CeremonyNotPlanned('Only a planned ceremony can be cancelled.', path);
    if (ceremony.rehearsalStatus === 'OPEN')
      throw new CeremonyNotPlanned('The ceremony is being rehearsed. Close the rehearsal first.', path);
    requireControl(ceremony.lease, deciding, path);
    assertVersion(expectedVersion, { typename: 'Ceremony', id, version });
    return announceStatus(
      'Ceremony',
      ceremony,
      {
        mode: 'LIVE',
        from: 'PLANNED',
        to: 'CANCELLED',
        reason,
        content: { kind: 'CEREMONY_CANCELLED', ceremony: ceremonySnapshot(ceremony), reason },
      },
      newId(),
    );
  },
});
