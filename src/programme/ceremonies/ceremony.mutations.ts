import type { OutputFields } from '../../graphql/builder.ts';
import type { Published } from '../../mutations/define-mutation.ts';
import { mutationField } from '../../mutations/mutation-field.ts';
import { CeremonyClosedRef, CeremonyOpenedRef, NoticeRef } from '../announcements/announcement.schema.ts';
import { publishedAnnouncement } from '../announcements/find-announcements.ts';
import { closeCeremony } from './close-ceremony.ts';
import { createCeremony } from './create-ceremony.ts';
import { cueProgrammeItem } from './cue-programme-item.ts';
import { openCeremony } from './open-ceremony.ts';
import { publishNotice } from './publish-notice.ts';
import { resetRehearsal } from './reset-rehearsal.ts';
import { updateProgramme } from './update-programme.ts';

function ceremonyOutput<Result extends { ceremony: string }>(t: OutputFields<Result>) {
  return t.prismaField({
    type: 'Ceremony',
    description: 'The ceremony after the change.',
    resolve: (query, { ceremony }, _args, { database }) =>
      database.rows.ceremony.findUniqueOrThrow({ ...query, where: { id: ceremony } }),
  });
}

mutationField(createCeremony, {
  description:
    'Plans a ceremony. The ceremony is public immediately. Each item of its programme is visible to operators only until it is announced. Requires an operator of the exhibition.',
  success: 'The ceremony is planned.',
  fields: (t) => ({ ceremony: ceremonyOutput(t) }),
});

mutationField(updateProgramme, {
  description:
    'Replaces the programme of a planned or open ceremony. Items that were signed, started or finished cannot be removed. Requires an operator of the exhibition.',
  success: 'The programme is replaced.',
  fields: (t) => ({ ceremony: ceremonyOutput(t) }),
});

mutationField(cueProgrammeItem, {
  description:
    'Sets the cue of a programme item. Only operators see it. Nothing is announced. Requires an operator of the exhibition.',
  success: 'The cue is set.',
  fields: (t) => ({
    item: t.prismaField({
      type: 'ProgrammeItem',
      description: 'The programme item after the change.',
      resolve: (query, { item }, _args, { database }) =>
        database.rows.programmeItem.findUniqueOrThrow({ ...query, where: { id: item } }),
    }),
    previouslyCued: t.prismaField({
      type: 'ProgrammeItem',
      nullable: true,
      description: 'The item that was cued until now and has lost its cue. Null where there was none.',
      resolve: (query, { previouslyCued }, _args, { database }) =>
        previouslyCued === null
          ? null
          : database.rows.programmeItem.findUniqueOrThrow({ ...query, where: { id: previouslyCued } }),
    }),
  }),
});

mutationField(openCeremony, {
  description:
    'Opens a planned ceremony and announces it. An exhibition has at most one open ceremony. Requires an operator of the exhibition.',
  success: 'The ceremony is open, and its opening is announced.',
  fields: (t) => ({
    ceremony: ceremonyOutput(t),
    announcement: t.field({
      type: CeremonyOpenedRef,
      description: 'The announcement of the opening.',
      resolve: publishedAnnouncement<Published>,
    }),
  }),
});

mutationField(closeCeremony, {
  description:
    'Closes the open ceremony and announces it. The totals of the announcement are the result. Requires an operator of the exhibition.',
  success: 'The ceremony is closed, and its closing is announced.',
  fields: (t) => ({
    ceremony: ceremonyOutput(t),
    announcement: t.field({
      type: CeremonyClosedRef,
      description: 'The announcement of the closing.',
      resolve: publishedAnnouncement<Published>,
    }),
  }),
});

mutationField(publishNotice, {
  description:
    'Publishes a notice to all screens and subscribers. It requires no open ceremony. Requires an operator of the exhibition.',
  success: 'The notice is published.',
  fields: (t) => ({
    announcement: t.field({
      type: NoticeRef,
      description: 'The announcement of the notice.',
      resolve: publishedAnnouncement<Published>,
    }),
  }),
});

mutationField(resetRehearsal, {
  description:
    'Resets the rehearsal of an exhibition: deletes its announcements, and resets the rehearsal status of every deal, speech and ceremony. Can be repeated. Requires an operator of the exhibition.',
  success: 'The rehearsal is reset.',
  fields: (t) => ({
    exhibition: t.prismaField({
      type: 'Exhibition',
      description: 'The exhibition.',
      resolve: (query, { exhibition }, _args, { database }) =>
        database.rows.exhibition.findUniqueOrThrow({ ...query, where: { id: exhibition } }),
    }),
  }),
});
