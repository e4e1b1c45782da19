import { z } from 'zod';
import { mayWatchRehearsal } from '../../auth/policies.ts';
import { Forbidden, InvalidInput, NotFound, Unauthenticated } from '../../errors/user-errors.ts';
import type { Context } from '../../graphql/context.ts';
import { readInput, slug, text } from '../../mutations/validators.ts';

const schema = z.object({
  exhibition: slug,
  mode: z.enum(['LIVE', 'REHEARSAL']),
  screen: z.string().regex(/^[\x21-\x7e]{1,80}$/, 'must be 1 to 80 printable ASCII characters'),
  name: text(80),
  sequence: z.int().min(0),
});

/**
 * A screen says what it has shown. It changes nothing on record, so it is neither audited nor announced; it is kept
 * in memory, because a thousand screens say it after every announcement.
 */
export async function acknowledgeAnnouncement(context: Context, raw: unknown): Promise<{ sequence: number }> {
  const { identity, streams, deskPresence } = context;
  if (identity.role === 'PUBLIC') throw new Unauthenticated();
  const input = readInput(schema, raw);
  if (!mayWatchRehearsal(identity, input.exhibition))
    throw new Forbidden('The token is of another exhibition.');
  const streamId = await streams.streamId(input.exhibition, input.mode);
  if (!streamId) throw new NotFound('exhibition', ['input', 'exhibition']);
  const head = streams.hub.streams.get(streamId)?.head;
  if (head !== undefined && input.sequence > head) {
    throw InvalidInput.at(['input', 'sequence'], `is ahead of the stream, which is at ${head}`);
  }
  deskPresence.acknowledge(streamId, {
    id: `${identity.subject}/${input.screen}`,
    name: input.name,
    sequence: input.sequence,
    shownAt: Date.now(),
  });
  return { sequence: input.sequence };
}
