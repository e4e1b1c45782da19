import { createPerson } from '../../catalog/people/create-person.ts';
import {
  CeremonyNotOpen,
  SpeechInProgress,
  SpeechNotScheduled,
  SpeechNotStarted,
} from '../../errors/user-errors.ts';
import { announcingInput } from '../../graphql/announcing-input.ts';
import { builder, type OutputFields } from '../../graphql/builder.ts';
import { LocalizedTextInput } from '../../graphql/localized-text.schema.ts';
import { announcingErrors, commonErrors } from '../../graphql/user-error.schema.ts';
import { SpeechFinishedRef, SpeechStartedRef } from '../announcements/announcement.schema.ts';
import { findAnnouncement } from '../announcements/find-announcements.ts';
import { createSpeech } from './create-speech.ts';
import { finishSpeech } from './finish-speech.ts';
import { startSpeech } from './start-speech.ts';
import { updateSpeech } from './update-speech.ts';

function speechOutput(t: OutputFields<{ speech: string }>) {
  return t.prismaField({
    type: 'Speech',
    resolve: (query, { speech }, _args, { database }) =>
      database.prisma.speech.findUniqueOrThrow({ ...query, where: { id: speech } }),
  });
}

builder.relayMutationField(
  'createPerson',
  {
    name: 'CreatePersonInput',
    inputFields: (t) => ({
      nameTranslations: t.field({ type: [LocalizedTextInput], required: true }),
      country: t.field({ type: 'CountryCode', required: true, description: 'The country they speak for.' }),
      sample: t.boolean({ defaultValue: false, description: 'Marks invented data.' }),
    }),
  },
  {
    description: 'Adds somebody who is going to speak. For operators.',
    errors: { types: commonErrors },
    resolve: (_root, { input }, context) => createPerson(context, input),
  },
  {
    name: 'CreatePersonSuccess',
    outputFields: (t) => ({
      person: t.prismaField({
        type: 'Person',
        resolve: (query, { person }, _args, { database }) =>
          database.prisma.person.findUniqueOrThrow({ ...query, where: { id: person } }),
      }),
    }),
  },
);

builder.relayMutationField(
  'createSpeech',
  {
    name: 'CreateSpeechInput',
    inputFields: (t) => ({
      exhibition: t.id({ required: true }),
      speaker: t.id({ required: true, description: 'A Person.' }),
      officeTranslations: t.field({
        type: [LocalizedTextInput],
        required: true,
        description: 'The office that the speaker holds when speaking.',
      }),
      language: t.field({ type: 'LanguageTag', required: true, description: 'The language it is given in.' }),
      textTranslations: t.field({
        type: [LocalizedTextInput],
        required: true,
        description: 'The text and its translations.',
      }),
      paraphrase: t.boolean({
        defaultValue: false,
        description: 'The texts tell what is said in other words.',
      }),
      sample: t.boolean({ defaultValue: false, description: 'Marks invented data.' }),
    }),
  },
  {
    description:
      'Plans a speech. The public does not know of it until it begins. For operators of the exhibition.',
    errors: { types: commonErrors },
    resolve: (_root, { input }, context) => createSpeech(context, input),
  },
  { name: 'CreateSpeechSuccess', outputFields: (t) => ({ speech: speechOutput(t) }) },
);

builder.relayMutationField(
  'updateSpeech',
  {
    name: 'UpdateSpeechInput',
    inputFields: (t) => ({
      speech: t.id({ required: true }),
      officeTranslations: t.field({ type: [LocalizedTextInput], description: 'Replaces them all.' }),
      language: t.field({ type: 'LanguageTag' }),
      textTranslations: t.field({ type: [LocalizedTextInput], description: 'Replaces them all.' }),
      paraphrase: t.boolean(),
    }),
  },
  {
    description: 'Changes a speech that has not begun. For operators of the exhibition.',
    errors: { types: [...commonErrors, SpeechNotScheduled] },
    resolve: (_root, { input }, context) => updateSpeech(context, input),
  },
  { name: 'UpdateSpeechSuccess', outputFields: (t) => ({ speech: speechOutput(t) }) },
);

builder.relayMutationField(
  'startSpeech',
  {
    name: 'StartSpeechInput',
    inputFields: (t) => ({ speech: t.id({ required: true }), ...announcingInput(t) }),
  },
  {
    description:
      'Tells everyone that the speech begins. Needs an open ceremony. For operators of the exhibition.',
    errors: { types: [...announcingErrors, SpeechNotScheduled, SpeechInProgress, CeremonyNotOpen] },
    resolve: (_root, { input }, context) => startSpeech(context, input),
  },
  {
    name: 'StartSpeechSuccess',
    outputFields: (t) => ({
      speech: speechOutput(t),
      announcement: t.field({
        type: SpeechStartedRef,
        resolve: ({ announcement }, _args, context) => findAnnouncement(context, announcement),
      }),
    }),
  },
);

builder.relayMutationField(
  'finishSpeech',
  {
    name: 'FinishSpeechInput',
    inputFields: (t) => ({ speech: t.id({ required: true }), ...announcingInput(t) }),
  },
  {
    description: 'Tells everyone that the speech is over, and its text. For operators of the exhibition.',
    errors: { types: [...announcingErrors, SpeechNotStarted] },
    resolve: (_root, { input }, context) => finishSpeech(context, input),
  },
  {
    name: 'FinishSpeechSuccess',
    outputFields: (t) => ({
      speech: speechOutput(t),
      announcement: t.field({
        type: SpeechFinishedRef,
        resolve: ({ announcement }, _args, context) => findAnnouncement(context, announcement),
      }),
    }),
  },
);
