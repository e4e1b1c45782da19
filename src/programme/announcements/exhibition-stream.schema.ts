import type { StreamMode as Mode } from '../../announcements/content.ts';
import type { TotalsState } from '../../announcements/totals.ts';
import { mayWatchRehearsal } from '../../auth/policies.ts';
import { asRate, rateSelection } from '../../catalog/exhibitions/rates.ts';
import { builder } from '../../graphql/builder.ts';
import { StreamMode } from '../../graphql/enums.schema.ts';
import { pageSizeOf } from '../../graphql/page-size.ts';
import { scopeColumns } from '../../graphql/scope-columns.ts';
import { encodeCursor, positionAt } from '../../stream/cursor.ts';
import { AnnouncementConnection, AnnouncementRef } from './announcement.schema.ts';
import { listAnnouncements } from './list-announcements.ts';
import { TotalsRef, totalsView } from './totals.schema.ts';

/** A row is read with its content and totals, whatever is selected of it. */
const rowCost = 10;

interface StreamView {
  head: number;
  epochs: { epoch: string; afterSequence: number }[];
}

const AnnouncementStreamRef = builder.objectRef<StreamView>('AnnouncementStream').implement({
  description: 'The newest position in a stream of announcements.',
  fields: (t) => ({
    sequence: t.int({
      description: 'Sequence of the newest announcement; 0 before the first.',
      resolve: ({ head }) => head,
    }),
    cursor: t.string({
      description:
        'Cursor of the newest announcement. Pass it as `after` to receive the announcements that follow. If the same query selects totals or announcements, the cursor is never ahead of them.',
      resolve: (state) => encodeCursor(positionAt(state.head, state)),
    }),
  }),
});

const streamColumns = {
  id: true,
  mode: true,
  head: true,
  epochs: { orderBy: { ordinal: 'asc' }, select: { epoch: true, afterSequence: true } },
} as const;

const modeArgument = builder.args((t) => ({
  mode: t.field({
    type: StreamMode,
    required: true,
    defaultValue: 'LIVE' as const,
    description: 'LIVE or REHEARSAL.',
  }),
}));

builder.prismaObjectFields('Exhibition', (t) => ({
  totals: t.field({
    type: TotalsRef,
    description:
      'Totals of the announced deals of the LIVE stream, and of the deals that were recorded before its first announcement, converted with the current exchange rates.',
    select: {
      reportingCurrencyCode: true,
      rates: rateSelection,
      streams: { select: { mode: true, totals: true } },
    },
    resolve: ({ reportingCurrencyCode, rates, streams }) =>
      totalsView({
        ...(streamOf(streams, 'LIVE').totals as unknown as TotalsState),
        reportingCurrency: reportingCurrencyCode,
        rates: rates.map(asRate),
      }),
  }),
  stream: t.field({
    type: AnnouncementStreamRef,
    nullable: true,
    description: 'Null for a rehearsal that the caller may not watch.',
    args: modeArgument,
    select: { ...scopeColumns, streams: { select: streamColumns } },
    resolve: ({ streams, ...exhibition }, { mode }, { identity }) =>
      mode === 'LIVE' || mayWatchRehearsal(identity, exhibition) ? streamOf(streams, mode) : null,
  }),
  announcements: t.connection(
    {
      type: AnnouncementRef,
      nullable: true,
      description:
        'The announcements of the stream, the oldest first. Null for a rehearsal that the caller may not watch.',
      args: modeArgument,
      complexity: (page) => {
        const size = pageSizeOf(page);
        return { field: 5 + size * rowCost, multiplier: size };
      },
      select: { ...scopeColumns, streams: { select: streamColumns } },
      resolve: ({ streams, ...exhibition }, { mode, ...args }, context) =>
        mode === 'LIVE' || mayWatchRehearsal(context.identity, exhibition)
          ? listAnnouncements(context, streamOf(streams, mode).id, args)
          : null,
    },
    AnnouncementConnection,
  ),
}));

function streamOf<Stream extends { mode: Mode }>(streams: readonly Stream[], mode: Mode): Stream {
  const stream = streams.find((each) => each.mode === mode);
  if (!stream) throw new Error(`the exhibition has no ${mode} stream`);
  return stream;
}
