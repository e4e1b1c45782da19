import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { lockExhibitionOf } from '../../catalog/exhibitions/load-exhibition.ts';
import { CeremonyNotClosed, CeremonyOnHold, ControlHeld } from '../../errors/user-errors.ts';
import { publishing } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { localized, nodeId } from '../../mutations/validators.ts';
import { requireControl, requireNotOnHold } from '../lease/lease.ts';
import { announceStatus } from '../status/announce-status.ts';
import { statusIn } from '../status/status-in.ts';
import { ceremonySnapshot, lockCeremony, readCeremony, requireCeremony } from './load-ceremony.ts';

/** For a ceremony that was closed too early: it goes on, and is closed once more at its end. */
export const reopenCeremony = defineMutation({
  name: 'reopenCeremony',
  input: z.object({
    ceremony: nodeId('Ceremony').describe('The closed ceremony.'),
    ...publishing('ceremony'),
    reasonTranslations: localized(1_000).nullish().describe('The reason, announced with the reopening.'),
  }),
  rights: requireStaff,
  errors: [CeremonyNotClosed, CeremonyOnHold, ControlHeld],
  async load(read, { ceremony: id, mode }) {
    const [, , ceremony] = await Promise.all([
      lockCeremony(read, id),
      // Rates do not change while a ceremony is open.
      lockExhibitionOf(read, 'Ceremony', id, 'FOR NO KEY UPDATE'),
      readCeremony(read, id, mode),
    ]);
    return ceremony;
  },
  decide(loaded, { mode, expectedVersion, reasonTranslations: reason = null }, deciding) {
    const { identity, newId } = deciding;
    const ceremony = requireCeremony(loaded, identity);
    const { id, version } = ceremony;
    if (statusIn(mode, ceremony) !== 'CLOSED')
      throw new CeremonyNotClosed('The ceremony is not closed.', ['input', 'ceremony']);
    requireControl(ceremony.lease, deciding, ['input', 'ceremony']);
    requireNotOnHold(ceremony.lease, ['input', 'ceremony']);
    assertVersion(expectedVersion, { typename: 'Ceremony', id, version });
    return announceStatus(
      'Ceremony',
      ceremony,
      {
        mode,
        from: 'CLOSED',
        to: 'OPEN',
        liveColumns: { closedAt: null },
        reason,
        content: {
          kind: 'CEREMONY_REOPENED',
          ceremony: ceremonySnapshot(ceremony),
          reason,
          round: ceremony.rounds + 1,
        },
      },
      newId(),
    );
  },
});
