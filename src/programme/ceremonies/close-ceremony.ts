import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { CeremonyNotOpen, SpeechInProgress } from '../../errors/user-errors.ts';
import { publishing } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { nodeId } from '../../mutations/validators.ts';
import { ceremonySnapshot, lockCeremony, readCeremony, requireCeremony, statusIn } from './load-ceremony.ts';

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
    const { id, exhibitionId, reportingCurrency, rates } = ceremony;
    if (statusIn(mode, ceremony) !== 'OPEN') throw new CeremonyNotOpen('The ceremony is not open.', path);
    if (ceremony.speechInProgress)
      throw new SpeechInProgress('A speech is in progress. Finish it first.', path);
    assertVersion(expectedVersion, { typename: 'Ceremony', id, version: ceremony.version });
    const announcement = newId();
    return {
      result: { ceremony: id, announcement },
      writes: [
        mode === 'LIVE'
          ? sql`UPDATE "Ceremony" SET "status" = 'CLOSED', "closedAt" = ${at} WHERE "id" = ${id}::uuid`
          : sql`UPDATE "Ceremony" SET "rehearsalStatus" = 'CLOSED' WHERE "id" = ${id}::uuid`,
      ],
      audit: [
        {
          exhibition: exhibitionId,
          type: 'Ceremony',
          id,
          before: { mode, status: 'OPEN' },
          after: { mode, status: 'CLOSED' },
        },
      ],
      announcement: {
        id: announcement,
        exhibitionId,
        mode,
        content: { kind: 'CEREMONY_CLOSED', ceremony: ceremonySnapshot(ceremony) },
        subject: { ceremonyId: id },
        reportingCurrency,
        rates,
      },
    };
  },
});
