import { z } from 'zod';
import type { Identity } from '../../auth/identity.ts';
import { mayWatchRehearsal } from '../../auth/policies.ts';
import { Forbidden, InvalidInput, NotFound, Unauthenticated } from '../../errors/user-errors.ts';
import { mode } from '../../mutations/common-input.ts';
import type { Mutation } from '../../mutations/define-mutation.ts';
import { named } from '../../mutations/input-type.ts';
import { readInput } from '../../mutations/read-input.ts';
import { text } from '../../mutations/validators.ts';
import { maxScreens } from '../../presence/connected-screens.ts';
import { locateStream } from '../announcements/locate-stream.ts';

const input = z.object({
  exhibition: named('ID', z.string().max(200)).describe('The exhibition, by its slug or its id.'),
  mode,
  screen: z
    .string()
    .regex(/^[\x21-\x7e]{1,80}$/, 'must be 1 to 80 printable ASCII characters')
    .describe('The id of the screen: 1 to 80 printable ASCII characters. Use the same id after a reload.'),
  name: text(80).describe(
    'The name that the desk shows for the screen, such as "Hall A, left wall": at most 80 characters.',
  ),
  sequence: z
    .int()
    .min(0)
    .describe('The sequence of the newest announcement that the screen has shown; 0 for none.'),
});

/**
 * acknowledgeAnnouncement reports what a screen has shown. The report is kept in memory only and is neither audited
 * nor announced, because a thousand screens send one after every announcement. It is idempotent.
 */
export const acknowledgeAnnouncement: Mutation<{ sequence: number }> = {
  name: 'acknowledgeAnnouncement',
  input,
  errors: [],
  async run({ identity, streams, deskPresence }, raw) {
    requireToken(identity);
    const given = readInput(input, raw);
    const location = await locateStream({ streams }, given.exhibition, given.mode);
    if (!mayWatchRehearsal(identity, location ?? { slug: given.exhibition, series: null }))
      throw new Forbidden(`The token is not for the exhibition ${given.exhibition}.`);
    if (!location) throw new NotFound('exhibition', ['input', 'exhibition']);
    const { streamId } = location;
    const head = streams.hub.streams.get(streamId)?.head;
    if (head !== undefined && given.sequence > head)
      throw InvalidInput.at(['input', 'sequence'], `is ahead of the stream, which is at ${head}`);
    const isCounted = deskPresence.acknowledge(streamId, {
      id: JSON.stringify([identity.subject, given.screen]),
      name: given.name,
      sequence: given.sequence,
    });
    if (!isCounted)
      throw InvalidInput.at(
        ['input', 'screen'],
        `cannot be added: ${maxScreens} screens report to this stream, which is the maximum`,
      );
    return { sequence: given.sequence };
  },
};

function requireToken(identity: Identity): void {
  if (identity.role === 'PUBLIC') throw new Unauthenticated();
}
