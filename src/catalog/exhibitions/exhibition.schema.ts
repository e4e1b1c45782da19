import { AnnouncementConnection, AnnouncementRef } from '../../announcements/announcement.schema.ts';
import type { StreamMode as Mode } from '../../announcements/content.ts';
import { listAnnouncements } from '../../announcements/list-announcements.ts';
import { TotalsRef, totalsView } from '../../announcements/totals.schema.ts';
import type { TotalsState } from '../../announcements/totals.ts';
import { mayWatchRehearsal } from '../../auth/policies.ts';
import { builder } from '../../graphql/builder.ts';
import { StreamMode } from '../../graphql/enums.schema.ts';
import {
  LocalizedTextRef,
  languageArgument,
  localize,
  nameField,
  namesField,
} from '../../graphql/localized-text.schema.ts';
import { RateRef } from '../../graphql/money.schema.ts';
import { declareVisibility, everyone } from '../../graphql/visibility.ts';
import { encodeCursor, positionAt } from '../../stream/cursor.ts';
import { asLocalizedText } from '../../text/localized-text.ts';
import { asRate, rateSelection } from './rates.ts';
import { VenueRef } from './venue.schema.ts';

export const exhibitionVisibility = declareVisibility(['Exhibition'], 'Exhibition', everyone);

interface StreamView {
  head: number;
  epochs: { epoch: string; afterSequence: number }[];
}

const AnnouncementStreamRef = builder.objectRef<StreamView>('AnnouncementStream').implement({
  description: 'Where the announcements of an exhibition stand.',
  fields: (t) => ({
    sequence: t.int({
      description: 'Of the newest announcement; 0 before the first.',
      resolve: ({ head }) => head,
    }),
    cursor: t.string({
      description:
        'Given as `after`, it asks for what follows. Read together with totals and announcements, it is never ahead of them.',
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

export const ExhibitionRef = builder.prismaNode('Exhibition', {
  id: { field: 'id' },
  select: { id: true },
  description: 'One edition of a series.',
  fields: (t) => ({
    series: t.relation('series'),
    edition: t.exposeInt('edition', { description: '1 for the first.' }),
    slug: t.exposeString('slug', { description: 'Its name in addresses, arguments and tokens.' }),
    name: t.string(nameField),
    names: t.field(namesField),
    theme: t.string({
      nullable: true,
      select: { theme: true },
      args: languageArgument,
      resolve: ({ theme }, args, context) => (theme ? localize(theme, args, context) : null),
    }),
    themes: t.field({
      type: [LocalizedTextRef],
      select: { theme: true },
      resolve: ({ theme }) => (theme ? asLocalizedText(theme) : []),
    }),
    startsOn: t.expose('startsOn', { type: 'Date' }),
    endsOn: t.expose('endsOn', { type: 'Date' }),
    timeZone: t.expose('timeZone', { type: 'TimeZone' }),
    languages: t.expose('languages', { type: ['LanguageTag'], description: 'The first one is the default.' }),
    reportingCurrency: t.field({
      type: 'CurrencyCode',
      select: { reportingCurrencyCode: true },
      description: 'The currency in which it adds up.',
      resolve: ({ reportingCurrencyCode }) => reportingCurrencyCode,
    }),
    exchangeRates: t.field({
      type: [RateRef],
      select: { rates: rateSelection },
      resolve: ({ rates }) => rates.map(asRate),
    }),
    focusIndustries: t.prismaField({
      type: ['Industry'],
      select: (_args, _context, nested) => ({
        industries: { orderBy: { position: 'asc' }, select: { industry: nested() } },
      }),
      resolve: (_query, { industries }) => industries.map(({ industry }) => industry) as never,
    }),
    venues: t.relation('venues', { type: VenueRef, query: { orderBy: { position: 'asc' } } }),
    totals: t.field({
      type: TotalsRef,
      description: 'What has been announced, added up, converted with the exchange rates as they are now.',
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
      args: { mode: t.arg({ type: StreamMode, required: true, defaultValue: 'LIVE' as const }) },
      select: { slug: true, streams: { select: streamColumns } },
      resolve: ({ slug, streams }, { mode }, { identity }) =>
        mode === 'LIVE' || mayWatchRehearsal(identity, slug) ? streamOf(streams, mode) : null,
    }),
    announcements: t.connection(
      {
        type: AnnouncementRef,
        nullable: true,
        description:
          'The record of what was told, the oldest first. Null for a rehearsal that the caller may not watch.',
        args: { mode: t.arg({ type: StreamMode, required: true, defaultValue: 'LIVE' as const }) },
        select: { slug: true, streams: { select: streamColumns } },
        resolve: ({ slug, streams }, { mode, ...args }, context) =>
          mode === 'LIVE' || mayWatchRehearsal(context.identity, slug)
            ? listAnnouncements(context, streamOf(streams, mode).id, args)
            : null,
      },
      AnnouncementConnection,
    ),
    sample: t.exposeBoolean('sample', {
      description: 'True where this is invented sample data, not a fact.',
    }),
  }),
});

function streamOf<Stream extends { mode: Mode }>(streams: readonly Stream[], mode: Mode): Stream {
  const stream = streams.find((each) => each.mode === mode);
  if (!stream) throw new Error(`an exhibition has no ${mode} stream`);
  return stream;
}

export const ExhibitionConnection = builder.connectionObject(
  { type: ExhibitionRef, name: 'ExhibitionConnection', description: 'A page of exhibitions.' },
  { name: 'ExhibitionEdge' },
);
