/**
 * Announcement and its types. Every field resolves from the row, so a replay equals the live announcement and needs
 * no query.
 */

import type { FieldMap } from '@pothos/core';
import type { AnnouncementRow } from '../../announcements/announcement-source.ts';
import type { AnnouncementKind, CeremonySnapshot } from '../../announcements/content.ts';
import { readDealSnapshot, type StoredDeal } from '../../announcements/read-deal-snapshot.ts';
import { readSpeechSnapshot, type StoredSpeech } from '../../announcements/read-speech-snapshot.ts';
import { typenames } from '../../announcements/typenames.ts';
import { ExhibitionRef } from '../../catalog/exhibitions/exhibition.schema.ts';
import { type BuilderTypes, builder } from '../../graphql/builder.ts';
import { StreamMode } from '../../graphql/enums.schema.ts';
import { encodeNodeId } from '../../graphql/global-id.ts';
import { boundedList } from '../../graphql/list-limits.ts';
import { LocalizedTextRef, languageArgument, localize } from '../../graphql/localized-text.schema.ts';
import { encodeCursor } from '../../stream/cursor.ts';
import type { LocalizedText } from '../../text/localized-text.ts';
import { CeremonySnapshotRef } from './ceremony-snapshot.schema.ts';
import { DealSnapshotRef } from './deal-snapshot.schema.ts';
import { findAnnouncements } from './find-announcements.ts';
import { SpeechSnapshotRef } from './speech-snapshot.schema.ts';
import { TotalsRef, totalsView } from './totals.schema.ts';

export const AnnouncementRef = builder.interfaceRef<AnnouncementRow>('Announcement').implement({
  description:
    'An immutable record of what was published. In each stream the sequences are 1, 2, 3 … without gaps, in commit order.',
  interfaces: [builder.nodeInterfaceRef()],
  resolveType: ({ kind }) => typenames[kind],
  fields: (t) => ({
    id: t.id({
      description: 'Globally unique id; opaque.',
      resolve: ({ kind, id }) => encodeNodeId(typenames[kind], id),
    }),
    exhibition: t.field({
      type: ExhibitionRef,
      description:
        'The exhibition of the stream. Its id and slug are part of the announcement; every other field is read live.',
      resolve: ({ exhibitionId, exhibitionSlug }) => ({ id: exhibitionId, slug: exhibitionSlug }),
    }),
    sequence: t.exposeInt('sequence', { description: 'Position in the stream; 1 is the first.' }),
    cursor: t.string({
      description: 'Opaque cursor. Pass it as `after` to receive the announcements that follow.',
      resolve: encodeCursor,
    }),
    announcedAt: t.expose('announcedAt', {
      type: 'DateTime',
      description:
        'Time of publication, by the database clock. It never decreases from one sequence to the next.',
    }),
    hash: t.exposeString('hash', {
      nullable: true,
      description:
        'SHA-256 of the announcement and of `previousHash`, in hexadecimal: the announcements of a stream form a chain. docs/record-format.md says what is hashed. Null in a rehearsal.',
    }),
    previousHash: t.exposeString('previousHash', {
      nullable: true,
      description:
        'The `hash` of the announcement before. For the first one, the hash of the deals that were recorded before it. Null in a rehearsal.',
    }),
    mode: t.field({
      type: StreamMode,
      description: 'The stream of the announcement: LIVE or REHEARSAL.',
      resolve: ({ mode }) => mode,
    }),
    totals: t.field({
      type: TotalsRef,
      description:
        'The running totals after this announcement, as they were published. A client cache writes those of the newest LIVE announcement to `Exhibition.totals`.',
      resolve: ({ totals }) => totalsView(totals),
    }),
  }),
});

type Fields = PothosSchemaTypes.ObjectFieldBuilder<BuilderTypes, AnnouncementRow>;

/** Declares the type of one kind of announcement, which node(id) finds. */
function announcementType(kind: AnnouncementKind, description: string, fields: (t: Fields) => FieldMap) {
  return builder.node(builder.objectRef<AnnouncementRow>(typenames[kind]), {
    description,
    interfaces: [AnnouncementRef],
    id: { resolve: ({ id }) => id },
    isTypeOf: (value) => (value as AnnouncementRow).kind === kind,
    loadMany: (ids, context) => findAnnouncements(context, ids),
    fields,
  });
}

const dealOf = ({ content }: AnnouncementRow) => readDealSnapshot(content.deal as StoredDeal);
const reasonOf = ({ content }: AnnouncementRow) => content.reason as LocalizedText | null;
const speechOf = ({ content, personal }: AnnouncementRow) =>
  readSpeechSnapshot(content.speech as StoredSpeech, personal);
const ceremonyOf = ({ content }: AnnouncementRow) => content.ceremony as CeremonySnapshot;
const roundOf = ({ content }: AnnouncementRow) => (content.round as number | undefined) ?? 1;

const onStage = (description: string) =>
  ({
    type: CeremonySnapshotRef,
    nullable: true,
    description: `${description} Null in announcements that were made before version 0.3.`,
    resolve: ({ content }: AnnouncementRow) => (content.ceremony as CeremonySnapshot | undefined) ?? null,
  }) as const;

export const DealSignedRef = announcementType('DEAL_SIGNED', 'A deal was signed on stage.', (t) => ({
  deal: t.field({ type: DealSnapshotRef, description: 'The deal as it was signed.', resolve: dealOf }),
  ceremony: t.field(onStage('The ceremony at which it was signed.')),
  round: t.int({
    description: '1 for the first signing of the deal. A deal that was retracted can be signed again.',
    resolve: roundOf,
  }),
}));

const reasonFields = (t: Fields) => ({
  reason: t.string({
    nullable: true,
    description: 'The reason, in one language. Null if none was given.',
    args: languageArgument,
    resolve: (row, args, context) => (reasonOf(row) ? localize(reasonOf(row), args, context) : null),
  }),
  reasonTranslations: t.field({
    type: [LocalizedTextRef],
    ...boundedList('translations', 'The reason in each available language. Empty if none was given.'),
    resolve: (row) => reasonOf(row) ?? [],
  }),
});

/** Fields that DealCorrected and DealRetracted share. */
const repairFields = (t: Fields) => ({
  correctedSequence: t.int({
    description:
      'The sequence of the announcement that this one supersedes: the latest before it of the same deal. 0 for a deal that was recorded before the first announcement.',
    resolve: ({ content }) => content.changes as number,
  }),
  ...reasonFields(t),
});

export const DealCorrectedRef = announcementType(
  'DEAL_CORRECTED',
  'A signed deal was corrected. The earlier announcement, with the error, stays in the stream.',
  (t) => ({
    ...repairFields(t),
    deal: t.field({ type: DealSnapshotRef, description: 'The deal as corrected.', resolve: dealOf }),
    before: t.field({
      type: DealSnapshotRef,
      description: 'The deal as the superseded announcement contained it.',
      resolve: ({ content }) => readDealSnapshot(content.before as StoredDeal),
    }),
  }),
);

export const DealRetractedRef = announcementType(
  'DEAL_RETRACTED',
  'A signed deal was retracted. It is no longer included in the totals.',
  (t) => ({
    ...repairFields(t),
    deal: t.field({
      type: DealSnapshotRef,
      description: 'The deal as the superseded announcement contained it.',
      resolve: dealOf,
    }),
  }),
);

export const DealRecordedRef = announcementType(
  'DEAL_RECORDED',
  'A deal that was signed before, without a ceremony of this stream, was entered. It is included in the totals.',
  (t) => ({
    deal: t.field({ type: DealSnapshotRef, description: 'The deal as it was entered.', resolve: dealOf }),
    signedOn: t.field({
      type: 'Date',
      description: 'The day of signing, in the time zone of the exhibition.',
      resolve: ({ content }) => content.signedOn as string,
    }),
  }),
);

export const SpeechRecordedRef = announcementType(
  'SPEECH_RECORDED',
  'A speech that was given before, without a ceremony of this stream, was entered.',
  (t) => ({
    speech: t.field({
      type: SpeechSnapshotRef,
      description: 'The speech as it was entered.',
      resolve: speechOf,
    }),
    givenOn: t.field({
      type: 'Date',
      description: 'The day of the speech, in the time zone of the exhibition.',
      resolve: ({ content }) => content.givenOn as string,
    }),
  }),
);

export const SpeechStartedRef = announcementType('SPEECH_STARTED', 'A speech began.', (t) => ({
  speech: t.field({
    type: SpeechSnapshotRef,
    description: 'The speech, without its text.',
    resolve: speechOf,
  }),
  ceremony: t.field(onStage('The ceremony at which it is given.')),
}));

export const SpeechFinishedRef = announcementType('SPEECH_FINISHED', 'A speech ended.', (t) => ({
  speech: t.field({
    type: SpeechSnapshotRef,
    description: 'The speech, with its text if that was released before.',
    resolve: speechOf,
  }),
}));

export const SpeechTextReleasedRef = announcementType(
  'SPEECH_TEXT_RELEASED',
  'The text of a speech became public, or was corrected. Earlier announcements keep what they contain.',
  (t) => ({
    speech: t.field({
      type: SpeechSnapshotRef,
      description: 'The speech, with its text.',
      resolve: speechOf,
    }),
    round: t.int({
      description: '1 for the first release of the text. Each later one corrects it.',
      resolve: roundOf,
    }),
  }),
);

export const CeremonyOpenedRef = announcementType('CEREMONY_OPENED', 'A ceremony began.', (t) => ({
  ceremony: t.field({
    type: CeremonySnapshotRef,
    description: 'The ceremony that began.',
    resolve: ceremonyOf,
  }),
}));

export const CeremonyClosedRef = announcementType(
  'CEREMONY_CLOSED',
  'A ceremony ended. The totals of this announcement are its result.',
  (t) => ({
    ceremony: t.field({
      type: CeremonySnapshotRef,
      description: 'The ceremony that ended.',
      resolve: ceremonyOf,
    }),
  }),
);

export const CeremonyUpdatedRef = announcementType(
  'CEREMONY_UPDATED',
  'A ceremony that is planned or open was renamed or postponed, or takes place elsewhere.',
  (t) => ({
    ceremony: t.field({
      type: CeremonySnapshotRef,
      description: 'The ceremony as it is planned now.',
      resolve: ceremonyOf,
    }),
    before: t.field({
      type: CeremonySnapshotRef,
      description: 'The ceremony as it was planned before.',
      resolve: ({ content }) => content.before as CeremonySnapshot,
    }),
  }),
);

export const CeremonyCancelledRef = announcementType(
  'CEREMONY_CANCELLED',
  'A planned ceremony does not take place.',
  (t) => ({
    ...reasonFields(t),
    ceremony: t.field({
      type: CeremonySnapshotRef,
      description: 'The ceremony that was cancelled.',
      resolve: ceremonyOf,
    }),
  }),
);

export const CeremonyReopenedRef = announcementType(
  'CEREMONY_REOPENED',
  'A ceremony that was closed goes on.',
  (t) => ({
    ...reasonFields(t),
    ceremony: t.field({
      type: CeremonySnapshotRef,
      description: 'The ceremony that goes on.',
      resolve: ceremonyOf,
    }),
    round: t.int({
      description: '2 after the first closing, 3 after the second, and so on.',
      resolve: roundOf,
    }),
  }),
);

export const PersonRedactedRef = announcementType(
  'PERSON_REDACTED',
  'The personal values of a speaker were deleted. A client forgets what it holds of the person: snapshots of speeches with this speaker that it read before, and their texts.',
  (t) => ({
    personIds: t.idList({
      description:
        'The ids of the Person, as `SpeakerSnapshot.personId`: more than one if people were merged.',
      resolve: ({ content }) => (content.people as string[]).map((id) => encodeNodeId('Person', id)),
    }),
  }),
);

export const NoticeRef = announcementType('NOTICE', 'A message to the public.', (t) => ({
  text: t.string({
    description: 'The text of the notice, in one language.',
    args: languageArgument,
    resolve: ({ content }, args, context) => localize(content.texts, args, context),
  }),
  textTranslations: t.field({
    type: [LocalizedTextRef],
    ...boundedList('translations', 'The text of the notice in each available language.'),
    resolve: ({ content }) => content.texts as LocalizedText,
  }),
}));

export const AnnouncementConnection = builder.connectionObject(
  { type: AnnouncementRef, name: 'AnnouncementConnection', description: 'A page of announcements.' },
  { name: 'AnnouncementEdge' },
);
