import { mayOperate, seesPlansOf } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { builder } from '../../graphql/builder.ts';
import { SpeechStatus } from '../../graphql/enums.schema.ts';
import { loadVisible } from '../../graphql/load-visible.ts';
import { LocalizedTextRef, languageArgument, localize } from '../../graphql/localized-text.schema.ts';
import { declareVisibility, ofExhibitions } from '../../graphql/visibility.ts';
import { asLocalizedText } from '../../text/localized-text.ts';
import { SpeechSnapshotRef } from '../announcements/speech-snapshot.schema.ts';
import { SourceRef } from '../figures/source.schema.ts';

/** The public knows of a speech from its beginning on, and of its text from its end. */
export const speechVisibility = declareVisibility(
  ['Speech'],
  'Speech',
  (identity, item) => sql`(
    ${item}."status" <> 'SCHEDULED' OR ${ofExhibitions(seesPlansOf(identity), sql`${item}."exhibitionId"`)})`,
);

const textColumns = { texts: true, status: true, exhibition: { select: { slug: true } } } as const;

export const SpeechRef = builder.prismaNode('Speech', {
  id: { field: 'id' },
  select: { id: true },
  description: 'What somebody says on stage.',
  fields: (t) => ({
    exhibition: t.relation('exhibition'),
    speaker: t.relation('speaker'),
    office: t.string({
      description: 'The office that the speaker held when speaking.',
      select: { office: true },
      args: languageArgument,
      resolve: ({ office }, args, context) => localize(office, args, context),
    }),
    officeTranslations: t.field({
      type: [LocalizedTextRef],
      description: 'The office in each language in which it is named.',
      select: { office: true },
      resolve: ({ office }) => asLocalizedText(office),
    }),
    language: t.expose('language', { type: 'LanguageTag', description: 'The language it is given in.' }),
    text: t.string({
      nullable: true,
      description: 'Null until it has been given.',
      select: textColumns,
      args: languageArgument,
      resolve: ({ texts, status, exhibition }, args, context) =>
        status === 'FINISHED' || mayOperate(context.identity, exhibition.slug)
          ? localize(texts, args, context)
          : null,
    }),
    textTranslations: t.field({
      type: [LocalizedTextRef],
      description: 'Empty until it has been given.',
      select: textColumns,
      resolve: ({ texts, status, exhibition }, _args, { identity }) =>
        status === 'FINISHED' || mayOperate(identity, exhibition.slug) ? asLocalizedText(texts) : [],
    }),
    paraphrase: t.exposeBoolean('paraphrase', {
      description: 'True where the texts tell what was said in other words.',
    }),
    status: t.expose('status', { type: SpeechStatus }),
    rehearsalStatus: t.field({
      type: SpeechStatus,
      nullable: true,
      description: 'Where it stands in the rehearsal. Null for callers who may not operate the exhibition.',
      select: { rehearsalStatus: true, exhibition: { select: { slug: true } } },
      resolve: ({ rehearsalStatus, exhibition }, _args, { identity }) =>
        mayOperate(identity, exhibition.slug) ? rehearsalStatus : null,
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true }),
    sources: t.relation('sources', {
      type: SourceRef,
      description: 'Who reported it.',
      query: { orderBy: { publishedOn: 'asc' } },
    }),
    sample: t.exposeBoolean('sample', {
      description: 'True where this is invented sample data, not a fact.',
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
