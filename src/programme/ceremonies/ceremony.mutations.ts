import {
  AnotherCeremonyOpen,
  CeremonyNotOpen,
  CeremonyNotPlanned,
  ProgrammeItemDone,
  SpeechInProgress,
  TextsIncomplete,
} from '../../errors/user-errors.ts';
import { announcingInput } from '../../graphql/announcing-input.ts';
import { builder, type OutputFields } from '../../graphql/builder.ts';
import { CeremonyKind, Cue, StreamMode } from '../../graphql/enums.schema.ts';
import { LocalizedTextInput } from '../../graphql/localized-text.schema.ts';
import { announcingErrors, commonErrors } from '../../graphql/user-error.schema.ts';
import { CeremonyClosedRef, CeremonyOpenedRef, NoticeRef } from '../announcements/announcement.schema.ts';
import { findAnnouncement } from '../announcements/find-announcements.ts';
import { closeCeremony } from './close-ceremony.ts';
import { createCeremony } from './create-ceremony.ts';
import { cueProgrammeItem } from './cue-programme-item.ts';
import { openCeremony } from './open-ceremony.ts';
import { publishNotice } from './publish-notice.ts';
import { resetRehearsal } from './reset-rehearsal.ts';
import { updateProgramme } from './update-programme.ts';

const ProgrammeItemInput = builder.inputType('ProgrammeItemInput', {
  description: 'Either a deal or a speech.',
  isOneOf: true,
  fields: (t) => ({ deal: t.id(), speech: t.id() }),
});

function ceremonyOutput(t: OutputFields<{ ceremony: string }>) {
  return t.prismaField({
    type: 'Ceremony',
    resolve: (query, { ceremony }, _args, { database }) =>
      database.prisma.ceremony.findUniqueOrThrow({ ...query, where: { id: ceremony } }),
  });
}

builder.relayMutationField(
  'createCeremony',
  {
    name: 'CreateCeremonyInput',
    inputFields: (t) => ({
      exhibition: t.id({ required: true }),
      kind: t.field({ type: CeremonyKind, required: true }),
      nameTranslations: t.field({ type: [LocalizedTextInput], required: true }),
      startsAt: t.field({ type: 'DateTime', required: true }),
      endsAt: t.field({ type: 'DateTime' }),
      venues: t.idList({ description: 'Venues of the exhibition, the host’s first.' }),
      invitedGuests: t.int(),
      programme: t.field({ type: [ProgrammeItemInput], description: 'In running order.' }),
      sample: t.boolean({ defaultValue: false, description: 'Marks invented data.' }),
    }),
  },
  {
    description:
      'Plans a ceremony, in public; its programme is for operators until it is told. For operators of the exhibition.',
    errors: { types: [...commonErrors, ProgrammeItemDone] },
    resolve: (_root, { input }, context) => createCeremony(context, input),
  },
  { name: 'CreateCeremonySuccess', outputFields: (t) => ({ ceremony: ceremonyOutput(t) }) },
);

builder.relayMutationField(
  'updateProgramme',
  {
    name: 'UpdateProgrammeInput',
    inputFields: (t) => ({
      ceremony: t.id({ required: true }),
      items: t.field({
        type: [ProgrammeItemInput],
        required: true,
        description: 'All of it, in running order.',
      }),
    }),
  },
  {
    description:
      'Replaces the running order, also while the ceremony is open. What has been told stays in it. For operators of the exhibition.',
    errors: { types: [...commonErrors, ProgrammeItemDone, CeremonyNotOpen] },
    resolve: (_root, { input }, context) => updateProgramme(context, input),
  },
  { name: 'UpdateProgrammeSuccess', outputFields: (t) => ({ ceremony: ceremonyOutput(t) }) },
);

builder.relayMutationField(
  'cueProgrammeItem',
  {
    name: 'CueProgrammeItemInput',
    inputFields: (t) => ({
      item: t.id({ required: true }),
      mode: t.field({ type: StreamMode, required: true, defaultValue: 'LIVE' as const }),
      cue: t.field({ type: Cue, required: true, defaultValue: 'CUED' as const }),
      evenIfIncomplete: t.boolean({
        defaultValue: false,
        description: 'Cues it although texts are missing in languages of the exhibition.',
      }),
    }),
  },
  {
    description:
      'Agrees on what comes next, or holds it back; tells nobody but the desk. For operators of the exhibition.',
    errors: { types: [...commonErrors, TextsIncomplete] },
    resolve: (_root, { input }, context) => cueProgrammeItem(context, input),
  },
  {
    name: 'CueProgrammeItemSuccess',
    outputFields: (t) => ({
      item: t.prismaField({
        type: 'ProgrammeItem',
        resolve: (query, { item }, _args, { database }) =>
          database.prisma.programmeItem.findUniqueOrThrow({ ...query, where: { id: item } }),
      }),
    }),
  },
);

builder.relayMutationField(
  'openCeremony',
  {
    name: 'OpenCeremonyInput',
    inputFields: (t) => ({ ceremony: t.id({ required: true }), ...announcingInput(t) }),
  },
  {
    description:
      'Tells everyone that the ceremony begins. One of an exhibition is open at a time. For operators of it.',
    errors: { types: [...announcingErrors, CeremonyNotPlanned, AnotherCeremonyOpen] },
    resolve: (_root, { input }, context) => openCeremony(context, input),
  },
  {
    name: 'OpenCeremonySuccess',
    outputFields: (t) => ({
      ceremony: ceremonyOutput(t),
      announcement: t.field({
        type: CeremonyOpenedRef,
        resolve: ({ announcement }, _args, context) => findAnnouncement(context, announcement),
      }),
    }),
  },
);

builder.relayMutationField(
  'closeCeremony',
  {
    name: 'CloseCeremonyInput',
    inputFields: (t) => ({ ceremony: t.id({ required: true }), ...announcingInput(t) }),
  },
  {
    description:
      'Tells everyone that the ceremony is over; its totals are the result. For operators of the exhibition.',
    errors: { types: [...announcingErrors, CeremonyNotOpen, SpeechInProgress] },
    resolve: (_root, { input }, context) => closeCeremony(context, input),
  },
  {
    name: 'CloseCeremonySuccess',
    outputFields: (t) => ({
      ceremony: ceremonyOutput(t),
      announcement: t.field({
        type: CeremonyClosedRef,
        resolve: ({ announcement }, _args, context) => findAnnouncement(context, announcement),
      }),
    }),
  },
);

builder.relayMutationField(
  'publishNotice',
  {
    name: 'PublishNoticeInput',
    inputFields: (t) => ({
      exhibition: t.id({ required: true }),
      textTranslations: t.field({ type: [LocalizedTextInput], required: true }),
      ...announcingInput(t),
    }),
  },
  {
    description: 'Tells everyone who watches something. For operators of the exhibition.',
    errors: { types: announcingErrors },
    resolve: (_root, { input }, context) => publishNotice(context, input),
  },
  {
    name: 'PublishNoticeSuccess',
    outputFields: (t) => ({
      announcement: t.field({
        type: NoticeRef,
        resolve: ({ announcement }, _args, context) => findAnnouncement(context, announcement),
      }),
    }),
  },
);

builder.relayMutationField(
  'resetRehearsal',
  { name: 'ResetRehearsalInput', inputFields: (t) => ({ exhibition: t.id({ required: true }) }) },
  {
    description:
      'Wipes the rehearsal: everything is as before it, as often as wanted. For operators of the exhibition.',
    errors: { types: commonErrors },
    resolve: (_root, { input }, context) => resetRehearsal(context, input),
  },
  {
    name: 'ResetRehearsalSuccess',
    outputFields: (t) => ({
      exhibition: t.prismaField({
        type: 'Exhibition',
        resolve: (query, { exhibition }, _args, { database }) =>
          database.prisma.exhibition.findUniqueOrThrow({ ...query, where: { id: exhibition } }),
      }),
    }),
  },
);
