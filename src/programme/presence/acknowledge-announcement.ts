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
    .describe('The id of the screen, the same after a reload: 1 to 80 printable ASCII characters.'),
  name: text(80).describe(
    'The name of the screen for the desk, such as "Hall A, left wall": at most 80 characters.',
  ),
  sequence: z.int().min(0).describe('The sequence of the newest announcement that it has shown; 0 for none.'),
});

/**
 * A screen reports what it has shown. Nothing is stored: the report is neither audited nor announced and lives in
 * memory, because a thousand screens send one after every announcement. Sent twice, it has the effect of once.
 */
export const acknowledgeAnnouncement: Mutation<{ sequence: number }> = {
  name: 'acknowledgeAnnouncement',
  input,
  errors: [],
  async run({ identity, streams, deskPresence }, raw) {
    requireToken(identity);
    const given = readInput(input, raw);
    const location = await locateStream({ streams }, given.exhibition, given.mode);
    if (!mayWatchRehearsal(identity, location?.slug ?? given.exhibition))
      throw new Forbidden(`The token does not belong to ${given.exhibition}.`);
    if (!location) throw new NotFound('exhibition', ['input', 'exhibition']);
    const { streamId } = location;
    const head = streams.hub.streams.get(streamId)?.head;
    if (head !== undefined && given.sequence > head)
      throw InvalidInput.at(['input', 'sequence'], `is ahead of the stream, which is at ${head}`);
    const isCounted = deskPresence.acknowledge(streamId, {
      id: JSON.stringify([identity.subject, given.screen]),
      name: given.name,
      sequence: given.sequence,
      shownAt: Date.now(),
    });
    if (!isCounted)
      throw InvalidInput.at(
        ['input', 'screen'],
        `is one screen too many: ${maxScreens} report to this stream`,
      );
    return { sequence: given.sequence };
  },
};

function requireToken(identity: Identity): void {
  if (identity.role === 'PUBLIC') throw new Unauthenticated();
}
