/**
 * The one subscription. Its resolver only decides who may listen, to which stream, from where: what comes back
 * is not an iterator but the wish to listen, which the server turns into a place in an audience.
 */

import type { AnnouncementRow } from '../../announcements/announcement-source.ts';
import type { StreamLocation } from '../../announcements/announcement-streams.ts';
import { mayWatchRehearsal } from '../../auth/policies.ts';
import { NotFound, Unauthenticated } from '../../errors/user-errors.ts';
import { builder } from '../../graphql/builder.ts';
import type { Context } from '../../graphql/context.ts';
import { StreamMode } from '../../graphql/enums.schema.ts';
import { badUserInput } from '../../graphql/request-errors.ts';
import type { Start } from '../../stream/hub.ts';
import { AnnouncementRef } from './announcement.schema.ts';
import { locateStream } from './locate-stream.ts';

/** The most that `last` may ask for; what lies further back is read through Exhibition.announcements. */
export const maxLast = 1_000;

/** Arguments that tell where to begin, not what to see: screens that differ in them alone are one audience. */
export const positionArguments: ReadonlySet<string> = new Set(['after', 'last']);

export class StreamSubscription implements AsyncIterable<AnnouncementRow> {
  readonly streamId: string;
  readonly start: Start;

  constructor(streamId: string, start: Start) {
    this.streamId = streamId;
    this.start = start;
  }

  /** Executors insist on an iterable; whoever iterates this one has bypassed the hub. */
  [Symbol.asyncIterator](): AsyncIterator<AnnouncementRow> {
    throw new Error('announcements are delivered by the hub');
  }
}

builder.subscriptionField('announcements', (t) =>
  t.field({
    type: AnnouncementRef,
    description:
      'What is told to the public, as it is told. Each connection gets every announcement after its cursor, in order, at most once.',
    args: {
      exhibition: t.arg.id({ required: true, description: 'The exhibition, by its slug or its id.' }),
      after: t.arg.string({ description: 'A cursor: begins with what follows it, then goes on live.' }),
      last: t.arg.int({ description: `Begins with the newest n, from 0 to ${maxLast}, then goes on live.` }),
      mode: t.arg({ type: StreamMode, defaultValue: 'LIVE' as const, required: true }),
    },
    subscribe: async (_root, { exhibition, mode, ...start }, context) => {
      if (mode === 'REHEARSAL' && context.identity.role === 'PUBLIC') throw new Unauthenticated();
      const location = await locateStream(context, exhibition, mode);
      // A rehearsal that the caller may not watch and an exhibition that does not exist look the same.
      if (!location || !mayWatch(context, location)) throw new NotFound('exhibition', ['exhibition']);
      return new StreamSubscription(location.streamId, readStart(start));
    },
    resolve: (row) => row,
  }),
);

function mayWatch({ identity }: Context, { mode, slug }: StreamLocation): boolean {
  return mode === 'LIVE' || mayWatchRehearsal(identity, slug);
}

function readStart({
  after,
  last,
}: {
  after?: string | null | undefined;
  last?: number | null | undefined;
}): Start {
  if (after != null && last != null) throw badUserInput('Give after or last, not both.', ['last']);
  if (after != null) return { after };
  if (last == null) return 'now';
  if (last < 0 || last > maxLast)
    throw badUserInput(`last must be from 0 to ${maxLast}, not ${last}.`, ['last']);
  return { last };
}
