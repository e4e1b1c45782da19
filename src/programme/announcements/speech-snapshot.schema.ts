/**
 * A speech as an announcement contains it. It has no field `id`, because a client cache would merge it with the live
 * Speech.
 */

import type { SpeechSnapshot } from '../../announcements/content.ts';
import { PersonRef, personVisibility } from '../../catalog/people/person.schema.ts';
import { builder } from '../../graphql/builder.ts';
import { encodeNodeId } from '../../graphql/global-id.ts';
import { boundedList } from '../../graphql/list-limits.ts';
import { loadVisible } from '../../graphql/load-visible.ts';
import { LocalizedTextRef, languageArgument, localize } from '../../graphql/localized-text.schema.ts';

const SpeakerSnapshotRef = builder.objectRef<SpeechSnapshot['speaker']>('SpeakerSnapshot').implement({
  description:
    'A speaker as an announcement contains them. It changes only if the person is redacted; the live person is `current`.',
  fields: (t) => ({
    personId: t.id({
      description: 'The id of the Person.',
      resolve: ({ id }) => encodeNodeId('Person', id),
    }),
    name: t.string({
      description: 'The name, in one language.',
      args: languageArgument,
      resolve: ({ names }, args, context) => localize(names, args, context),
    }),
    nameTranslations: t.field({
      type: [LocalizedTextRef],
      ...boundedList('translations', 'The name in each available language.'),
      resolve: ({ names }) => names,
    }),
    country: t.expose('country', {
      type: 'CountryCode',
      description: 'The country that the speaker represented.',
    }),
    redacted: t.boolean({
      description:
        'True if the personal values of the speaker were deleted (`redactPerson`). The name and the office of the speech are then placeholders, in the languages of Pavilion, and the speech has no text.',
      resolve: ({ redacted = false }) => redacted,
    }),
    current: t.prismaField({
      type: PersonRef,
      nullable: true,
      description: 'The live person, as it is now. Null if it has been removed or the caller may not see it.',
      resolve: (query, { id }, _args, context) => loadVisible(context, personVisibility, query, id),
    }),
  }),
});

export const SpeechSnapshotRef = builder.objectRef<SpeechSnapshot>('SpeechSnapshot').implement({
  description:
    'A speech as an announcement contains it. It changes only if its speaker is redacted; the live speech is `current`.',
  fields: (t) => ({
    speechId: t.id({
      description: 'The id of the Speech. Equal in all announcements of one speech.',
      resolve: ({ id }) => encodeNodeId('Speech', id),
    }),
    speaker: t.expose('speaker', {
      type: SpeakerSnapshotRef,
      description: 'The speaker, with the name at that time.',
    }),
    office: t.string({
      description: 'The office of the speaker at the time of the speech, in one language.',
      args: languageArgument,
      resolve: ({ office }, args, context) => localize(office, args, context),
    }),
    officeTranslations: t.field({
      type: [LocalizedTextRef],
      ...boundedList('translations', 'The office in each available language.'),
      resolve: ({ office }) => office,
    }),
    language: t.expose('language', {
      type: 'LanguageTag',
      description: 'The language in which the speech was given.',
    }),
    text: t.string({
      nullable: true,
      description:
        'The text, in one language. Null in SpeechStarted, and in SpeechFinished unless the text was released before: it becomes public with SpeechTextReleased.',
      args: languageArgument,
      resolve: ({ texts }, args, context) => (texts ? localize(texts, args, context) : null),
    }),
    textTranslations: t.field({
      type: [LocalizedTextRef],
      ...boundedList('translations', 'The text in each available language. Empty where `text` is null.'),
      resolve: ({ texts }) => texts ?? [],
    }),
  }),
});
