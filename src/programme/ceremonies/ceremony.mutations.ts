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
    'Plans a ceremony. The ceremony is public at once; its programme is visible to operators until each item is announced. For operators of the exhibition.',
  success: 'The ceremony is planned.',
  fields: (t) => ({ ceremony: ceremonyOutput(t) }),
});

mutationField(updateProgramme, {
  description:
    'Replaces the programme of a ceremony that is planned or open. Items that were signed, started or finished stay in it. For operators of the exhibition.',
  success: 'The programme is replaced.',
  fields: (t) => ({ ceremony: ceremonyOutput(t) }),
});

mutationField(cueProgrammeItem, {
  description:
    'Sets the cue of a programme item, which operators see and nobody else. Nothing is announced. For operators of the exhibition.',
  success: 'The cue is set.',
  fields: (t) => ({
    item: t.prismaField({
      type: 'ProgrammeItem',
      description: 'The programme item after the change.',
      resolve: (query, { item }, _args, { database }) =>
        database.rows.programmeItem.findUniqueOrThrow({ ...query, where: { id: item } }),
    }),
  }),
});

mutationField(openCeremony, {
  description:
    'Opens a planned ceremony and announces it. One ceremony of an exhibition is open at a time. For operators of the exhibition.',
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
    'Closes the open ceremony and announces it; the totals of the announcement are the result. For operators of the exhibition.',
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
    'Announces a message to everyone who watches. It needs no open ceremony. For operators of the exhibition.',
  success: 'The notice is announced.',
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
    'Wipes the rehearsal of an exhibition: its stream is empty, and every deal, speech and ceremony is as before it. Can be repeated. For operators of the exhibition.',
  success: 'The rehearsal is wiped.',
  fields: (t) => ({
    exhibition: t.prismaField({
      type: 'Exhibition',
      description: 'The exhibition.',
      resolve: (query, { exhibition }, _args, { database }) =>
        database.rows.exhibition.findUniqueOrThrow({ ...query, where: { id: exhibition } }),
    }),
  }),
});
