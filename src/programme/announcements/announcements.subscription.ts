/**
 * The subscription `announcements`. Its resolver decides who may subscribe, to which stream and from which position. It
 * returns a StreamSubscription, not an iterator: the server turns it into a member of an audience.
 */

import type { AnnouncementRow } from '../../announcements/announcement-source.ts';
import type { StreamLocation } from '../../announcements/announcement-streams.ts';
import type { HubRow } from '../../announcements/hub-source.ts';
import { mayWatchRehearsal } from '../../auth/policies.ts';
import { NotFound, Unauthenticated } from '../../errors/user-errors.ts';
import { builder } from '../../graphql/builder.ts';
import type { Context } from '../../graphql/context.ts';
import { StreamMode } from '../../graphql/enums.schema.ts';
import { badUserInput } from '../../graphql/query-errors.ts';
import type { Start } from '../../stream/hub.ts';
import { AnnouncementRef } from './announcement.schema.ts';
import { locateStream } from './locate-stream.ts';

/** Limit of `last`. Older announcements are read with Exhibition.announcements. */
export const maxLast = 1_000;
/** This number of announcements of `last` costs as much as one announcement in a query. */
const announcementsPerCost = 10;

/** Arguments that select the position, not the content: subscribers that differ only in them are one audience. */
export const positionArguments: ReadonlySet<string> = new Set(['after', 'last']);

/** A subscription that the hub delivers: to announcements, or to wall control. */
export class StreamSubscription implements AsyncIterable<HubRow> {
  readonly streamId: string;
  readonly start: Start;
  /** The languages of the exhibition, if a result depends on those of the caller. */
  readonly languages: readonly string[];

  constructor(streamId: string, start: Start, languages: readonly string[]) {
    this.streamId = streamId;
    this.start = start;
    this.languages = languages;
  }

  /** Executors require an iterable. It is never iterated: that would bypass the hub. */
  [Symbol.asyncIterator](): AsyncIterator<HubRow> {
    throw new Error('the hub delivers this subscription');
  }
}

builder.subscriptionField('announcements', (t) =>
  t.field({
    type: AnnouncementRef,
    // A replay is serialized in time slices, so its announcements cost less than those of a query.
    complexity: ({ last }) => ({ field: 5, multiplier: Math.max(1, (last ?? 0) / announcementsPerCost) }),
    description:
      'Announcements as they are published. Each connection receives every announcement after its cursor, in order and at most once. Without `after` and `last`, only new announcements are sent.',
    args: {
      exhibition: t.arg.id({ required: true, description: 'The exhibition, by its slug or its id.' }),
      after: t.arg.string({
        description:
          'The cursor of the last announcement that the client has, or `stream { cursor }` of its snapshot. Replays the announcements that follow, then continues live. Not together with `last`.',
      }),
      last: t.arg.int({
        description: `Starts with the newest n announcements, from 0 to ${maxLast}, then continues live. Not together with after.`,
      }),
      mode: t.arg({
        type: StreamMode,
        defaultValue: 'LIVE' as const,
        required: true,
        description: 'LIVE or REHEARSAL. A rehearsal requires a screen or operator of the exhibition.',
      }),
    },
    subscribe: async (_root, { exhibition, mode, ...start }, context) => {
      if (mode === 'REHEARSAL' && context.identity.role === 'PUBLIC') throw new Unauthenticated();
      const location = await locateStream(context, exhibition, mode);
      // A rehearsal that the caller may not watch and an exhibition that does not exist give the same error.
      if (!location || !mayWatch(context, location)) throw new NotFound('exhibition', ['exhibition']);
      const languages = await context.streams.languagesOf(location.exhibitionId);
      const { resumeAfter } = context;
      const position = resumeAfter === null ? readStart(start) : { after: resumeAfter };
      return new StreamSubscription(location.streamId, position, languages);
    },
    resolve: (row) => row as AnnouncementRow,
  }),
);

function mayWatch({ identity }: Context, location: StreamLocation): boolean {
  return location.mode === 'LIVE' || mayWatchRehearsal(identity, location);
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
