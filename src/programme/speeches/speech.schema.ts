import type { Identity } from '../../auth/identity.ts';
import { mayOperate, type ScopedExhibition, scopeOfPlans } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { builder } from '../../graphql/builder.ts';
import { SpeechStatus, SpeechTextStatus } from '../../graphql/enums.schema.ts';
import { localizedInSql } from '../../graphql/in-sql.ts';
import { boundedList } from '../../graphql/list-limits.ts';
import { loadVisible } from '../../graphql/load-visible.ts';
import { LocalizedTextRef, languageArgument, localize } from '../../graphql/localized-text.schema.ts';
import { scopeColumns } from '../../graphql/scope-columns.ts';
import { declareVisibility, ofExhibitions } from '../../graphql/visibility.ts';
import { asLocalizedText } from '../../text/localized-text.ts';
import { SpeechSnapshotRef } from '../announcements/speech-snapshot.schema.ts';
import { SourceRef } from '../sources/source.schema.ts';

/** Public callers see a speech once it has started, and its text once it is released. */
export const speechVisibility = declareVisibility(
  'Speech',
  'Speech',
  (identity, item) => sql`(
    ${item}."status" <> 'SCHEDULED' OR ${ofExhibitions(scopeOfPlans(identity), sql`${item}."exhibitionId"`)})`,
);

const textColumns = { texts: true, textReleasedAt: true, exhibition: { select: scopeColumns } } as const;

interface TextColumns {
  texts: unknown;
  textReleasedAt: Date | null;
  exhibition: ScopedExhibition;
}

/** Null for a caller who may not see the text: hidden and absent look the same. */
function visibleTexts({ texts, textReleasedAt, exhibition }: TextColumns, identity: Identity) {
  const isVisible = textReleasedAt !== null || mayOperate(identity, exhibition);
  return isVisible && texts !== null ? asLocalizedText(texts) : null;
}

export const SpeechRef = builder.prismaNode('Speech', {
  id: { field: 'id' },
  select: { id: true },
  description: 'A speech at a ceremony.',
  fields: (t) => ({
    exhibition: t.relation('exhibition', { description: 'The exhibition of the speech.' }),
    speaker: t.relation('speaker', { description: 'The speaker.' }),
    office: t.string({
      ...localizedInSql('office'),
      description: 'The office of the speaker at the time of the speech, in one language.',
      select: { office: true },
      args: languageArgument,
      resolve: ({ office }, args, context) => localize(office, args, context),
    }),
    officeTranslations: t.field({
      type: [LocalizedTextRef],
      ...boundedList(
        'translations',
        'The office in each available language, in the order in which the languages were entered.',
      ),
      select: { office: true },
      resolve: ({ office }) => asLocalizedText(office),
    }),
    language: t.expose('language', {
      type: 'LanguageTag',
      description: 'The language in which the speech is given.',
    }),
    text: t.string({
      nullable: true,
      description:
        'The text in one language. Null without a text, and until its release for callers who are not operators of the exhibition.',
      select: textColumns,
      args: languageArgument,
      resolve: (speech, args, context) => {
        const texts = visibleTexts(speech, context.identity);
        return texts && localize(texts, args, context);
      },
    }),
    textTranslations: t.field({
      type: [LocalizedTextRef],
      ...boundedList(
        'translations',
        'The text in each available language, in the order in which the languages were entered. Empty where `text` is null.',
      ),
      select: textColumns,
      resolve: (speech, _args, { identity }) => visibleTexts(speech, identity) ?? [],
    }),
    textStatus: t.field({
      type: SpeechTextStatus,
      description: 'Whether there is a text, and whether it is public.',
      select: textColumns,
      resolve: (speech, _args, { identity }) => {
        if (visibleTexts(speech, identity) === null) return 'NONE';
        return speech.textReleasedAt === null ? 'HELD' : 'RELEASED';
      },
    }),
    rehearsalTextStatus: t.field({
      type: SpeechTextStatus,
      nullable: true,
      description:
        'Whether there is a text, and whether the rehearsal released it. Null for callers who are not operators of the exhibition.',
      select: { texts: true, rehearsalTextReleased: true, exhibition: { select: scopeColumns } },
      resolve: ({ texts, rehearsalTextReleased, exhibition }, _args, { identity }) => {
        if (!mayOperate(identity, exhibition)) return null;
        if (texts === null) return 'NONE';
        return rehearsalTextReleased ? 'RELEASED' : 'HELD';
      },
    }),
    textReleasedAt: t.expose('textReleasedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the text became public. Null before it.',
    }),
    paraphrase: t.exposeBoolean('paraphrase', {
      description: 'True if the texts are a summary, not the literal words.',
    }),
    status: t.expose('status', { type: SpeechStatus, description: 'Status in the live ceremony.' }),
    rehearsalStatus: t.field({
      type: SpeechStatus,
      nullable: true,
      description: 'Status in the rehearsal. Null for callers who are not operators of the exhibition.',
      select: { rehearsalStatus: true, exhibition: { select: scopeColumns } },
      resolve: ({ rehearsalStatus, exhibition }, _args, { identity }) =>
        mayOperate(identity, exhibition) ? rehearsalStatus : null,
    }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'Time of the live start. Null before it. For a recorded speech, the beginning of its day in the time zone of the exhibition.',
    }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the live end. Null before it. For a recorded speech as `startedAt`.',
    }),
    givenOn: t.expose('givenOn', {
      type: 'Date',
      nullable: true,
      description:
        'The day of a speech that was entered as a record. Null for one that is given at a ceremony.',
    }),
    note: t.string({
      nullable: true,
      description: 'A note on the speech, in one language. Null if there is none.',
      select: { notes: true },
      args: languageArgument,
      resolve: ({ notes }, args, context) => (notes ? localize(notes, args, context) : null),
    }),
    noteTranslations: t.field({
      type: [LocalizedTextRef],
      ...boundedList(
        'translations',
        'The note in each available language, in the order in which the languages were entered. Empty without a note.',
      ),
      select: { notes: true },
      resolve: ({ notes }) => (notes ? asLocalizedText(notes) : []),
    }),
    sources: t.relation('sources', {
      type: SourceRef,
      ...boundedList(
        'sources',
        'Publications that reported the speech, the oldest first. Empty if none is known.',
      ),
      query: { orderBy: { publishedOn: 'asc' } },
    }),
    version: t.field({
      type: 'Int',
      nullable: true,
      description:
        'Increases with each change of the speech. Mutations accept it as expectedVersion. Null for callers who are not operators of the exhibition.',
      select: { version: true, exhibition: { select: scopeColumns } },
      resolve: ({ version, exhibition }, _args, { identity }) =>
        mayOperate(identity, exhibition) ? version : null,
    }),
    sample: t.exposeBoolean('sample', {
      description: 'True for invented sample data.',
    }),
  }),
});

builder.objectField(SpeechSnapshotRef, 'current', (t) =>
  t.prismaField({
    type: 'Speech',
    nullable: true,
    description: 'The live speech, as it is now. Null if it has been removed or the caller may not see it.',
    resolve: (query, { id }, _args, context) => loadVisible(context, speechVisibility, query, id),
  }),
);

export const SpeechConnection = builder.connectionObject(
  { type: SpeechRef, name: 'SpeechConnection', description: 'A page of speeches.' },
  { name: 'SpeechEdge' },
);
