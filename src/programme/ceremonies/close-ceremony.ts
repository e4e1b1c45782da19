import { z } from 'zod';
import { announcedAt } from '../../announcements/announce.ts';
import { requireStaff } from '../../auth/policies.ts';
import { lockExhibitionOf } from '../../catalog/exhibitions/load-exhibition.ts';
import { sql } from '../../database/sql.ts';
import { CeremonyNotOpen, CeremonyOnHold, ControlHeld, SpeechInProgress } from '../../errors/user-errors.ts';
import { publishing } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { lockRows } from '../../mutations/row-locks.ts';
import { nodeId } from '../../mutations/validators.ts';
import { requireControl, requireNotOnHold } from '../lease/lease.ts';
import { announceStatus } from '../status/announce-status.ts';
import { statusIn } from '../status/status-in.ts';
import { carryItems, readCarryTarget, readUnfinishedItems } from './carry-items.ts';
import { ceremonySnapshot, readCeremony, requireCeremony } from './load-ceremony.ts';

const path = ['input', 'ceremony'];

/** closeCeremony announces the result: the totals after all announcements of the ceremony. */
export const closeCeremony = defineMutation({
  name: 'closeCeremony',
  input: z.object({
    ceremony: nodeId('Ceremony').describe('The open ceremony.'),
    ...publishing('ceremony'),
    carryTo: nodeId('Ceremony')
      .nullish()
      .describe(
        'A planned or open ceremony of the exhibition, to whose programme the items that are not done are moved. Null leaves them where they are. Only for the LIVE stream.',
      ),
  }),
  rights: requireStaff,
  errors: [CeremonyOnHold, CeremonyNotOpen, SpeechInProgress, ControlHeld],
  async load(read, { ceremony: id, mode, carryTo }) {
    const [, , ceremony, unfinished, target] = await Promise.all([
      // In the order of their ids: two ceremonies may be closed into each other.
      lockRows(
        read,
        'Ceremony',
        sql`locked."id" IN (${id}::uuid, ${carryTo ?? null}::uuid)`,
        'FOR NO KEY UPDATE',
      ),
      lockExhibitionOf(read, 'Ceremony', id),
      readCeremony(read, id, mode),
      readUnfinishedItems(read, id, mode),
      carryTo ? readCarryTarget(read, carryTo) : null,
    ]);
    return { ceremony, unfinished, target };
  },
  decide(loaded, { mode, expectedVersion, carryTo }, deciding) {
    const { identity, newId } = deciding;
    const ceremony = requireCeremony(loaded.ceremony, identity);
    const { unfinished } = loaded;
    if (statusIn(mode, ceremony) !== 'OPEN') throw new CeremonyNotOpen('The ceremony is not open.', path);
    if (ceremony.speechInProgress)
      throw new SpeechInProgress('A speech is in progress. Finish it first.', path);
    requireControl(ceremony.lease, deciding, path);
    requireNotOnHold(ceremony.lease, path);
    assertVersion(expectedVersion, { typename: 'Ceremony', id: ceremony.id, version: ceremony.version });
    const carried = carryTo ? carryItems(ceremony, loaded.target, unfinished, mode) : [];
    const decision = announceStatus(
      'Ceremony',
      ceremony,
      {
        mode,
        from: 'OPEN',
        to: 'CLOSED',
        liveColumns: { closedAt: announcedAt },
        ...(carryTo && { details: { carried: unfinished, to: carryTo } }),
        content: {
          kind: 'CEREMONY_CLOSED',
          ceremony: ceremonySnapshot(ceremony),
          // The first round has no key: see content.ts.
          ...(ceremony.rounds > 1 && { round: ceremony.rounds }),
        },
      },
      newId(),
    );
    return {
      ...decision,
      result: { ...decision.result, unfinished },
      writes: [...decision.writes, ...carried],
    };
  },
});
