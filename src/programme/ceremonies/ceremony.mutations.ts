import type { OutputFields } from '../../graphql/builder.ts';
import { encodeNodeId } from '../../graphql/global-id.ts';
import { boundedList } from '../../graphql/list-limits.ts';
import type { Published } from '../../mutations/define-mutation.ts';
import { deletionField } from '../../mutations/deletion-field.ts';
import { warningsField } from '../../mutations/input-warning.schema.ts';
import { mutationField } from '../../mutations/mutation-field.ts';
import {
  CeremonyCancelledRef,
  CeremonyClosedRef,
  CeremonyOpenedRef,
  CeremonyReopenedRef,
  CeremonyUpdatedRef,
  NoticeRef,
} from '../announcements/announcement.schema.ts';
import { publishedAnnouncement } from '../announcements/find-announcements.ts';
import { addProgrammeItem } from './add-programme-item.ts';
import { cancelCeremony } from './cancel-ceremony.ts';
import { closeCeremony } from './close-ceremony.ts';
import { createCeremony } from './create-ceremony.ts';
import { cueProgrammeItem } from './cue-programme-item.ts';
import { deleteCeremony } from './delete-ceremony.ts';
import { moveProgrammeItem } from './move-programme-item.ts';
import { openCeremony } from './open-ceremony.ts';
import { publishNotice } from './publish-notice.ts';
import { removeProgrammeItem } from './remove-programme-item.ts';
import { reopenCeremony } from './reopen-ceremony.ts';
import { resetRehearsal } from './reset-rehearsal.ts';
import { updateCeremony } from './update-ceremony.ts';
import { updateProgramme } from './update-programme.ts';
import { updateProgrammeItem } from './update-programme-item.ts';

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
  fields: (t) => ({ ceremony: ceremonyOutput(t), warnings: t.field(warningsField) }),
});

mutationField(updateCeremony, {
  description:
    'Renames, postpones or moves a ceremony: absent fields keep their values; a list replaces the previous list. While it is planned or open, a change that the public sees is announced. Requires an operator of the exhibition.',
  success: 'The ceremony is changed.',
  fields: (t) => ({
    ceremony: ceremonyOutput(t),
    warnings: t.field(warningsField),
    announcement: t.field({
      type: CeremonyUpdatedRef,
      nullable: true,
      description: 'The announcement of the change. Null if nothing changed that is announced.',
      resolve: (result, args, context) =>
        result.announcement === null
          ? null
          : publishedAnnouncement({ ...result, announcement: result.announcement }, args, context),
    }),
  }),
});

mutationField(cancelCeremony, {
  description:
    'Cancels a planned ceremony and announces it. Its programme remains, and its items can be moved to another ceremony. Requires an operator of the exhibition.',
  success: 'The ceremony is cancelled, and this is announced.',
  fields: (t) => ({
    ceremony: ceremonyOutput(t),
    announcement: t.field({
      type: CeremonyCancelledRef,
      description: 'The announcement of the cancellation.',
      resolve: publishedAnnouncement<Published>,
    }),
  }),
});

deletionField(deleteCeremony, {
  noun: 'ceremony',
  description:
    'Deletes a planned ceremony with its programme. Its deals and speeches remain. Requires an operator of the exhibition.',
});

mutationField(updateProgramme, {
  description:
    'Replaces the programme of a planned or open ceremony. Items that were signed, started or finished cannot be removed and keep their order. Requires an operator of the exhibition.',
  success: 'The programme is replaced.',
  fields: (t) => ({ ceremony: ceremonyOutput(t) }),
});

function itemOutput<Result extends { item: string }>(t: OutputFields<Result>) {
  return t.prismaField({
    type: 'ProgrammeItem',
    description: 'The programme item after the change.',
    resolve: (query, { item }, _args, { database }) =>
      database.rows.programmeItem.findUniqueOrThrow({ ...query, where: { id: item } }),
  });
}

mutationField(addProgrammeItem, {
  description:
    'Adds one item to the programme of a planned or open ceremony: a deal, a speech, or anything else with a title. Requires an operator of the exhibition.',
  success: 'The item is in the programme.',
  fields: (t) => ({ item: itemOutput(t), ceremony: ceremonyOutput(t) }),
});

mutationField(updateProgrammeItem, {
  description:
    'Changes the plan of a programme item, and the title of one that is neither a signing nor a speech. Absent fields keep their values. Requires an operator of the exhibition.',
  success: 'The item is changed.',
  fields: (t) => ({ item: itemOutput(t), ceremony: ceremonyOutput(t) }),
});

mutationField(moveProgrammeItem, {
  description:
    'Moves a programme item to another place. Announced items keep their order. Requires an operator of the exhibition.',
  success: 'The item is moved.',
  fields: (t) => ({ item: itemOutput(t), ceremony: ceremonyOutput(t) }),
});

mutationField(removeProgrammeItem, {
  description:
    'Removes an item that is not announced from the programme. Its deal or speech remains. Requires an operator of the exhibition.',
  success: 'The item is removed.',
  fields: (t) => ({
    deletedId: t.id({
      description: 'The id of the item that was removed.',
      resolve: ({ typename, deleted }) => encodeNodeId(typename, deleted),
    }),
    ceremony: ceremonyOutput(t),
  }),
});

mutationField(cueProgrammeItem, {
  description:
    'Sets the cue of a programme item. Only operators see it. Nothing is announced. An item on hold is neither signed nor started. Requires an operator of the exhibition.',
  success: 'The cue is set.',
  fields: (t) => ({
    item: itemOutput(t),
    previouslyCued: t.prismaField({
      type: 'ProgrammeItem',
      nullable: true,
      description: 'The item that was cued until now and has lost its cue. Null if there was none.',
      resolve: (query, { previouslyCued }, _args, { database }) =>
        previouslyCued === null
          ? null
          : database.rows.programmeItem.findUniqueOrThrow({ ...query, where: { id: previouslyCued } }),
    }),
  }),
});

mutationField(openCeremony, {
  description:
    'Opens a planned ceremony and announces it. Several ceremonies of an exhibition may be open side by side. Requires an operator of the exhibition.',
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
    'Closes an open ceremony and announces it; the totals of the announcement are the result. What is not done can be carried into another ceremony. Requires an operator of the exhibition.',
  success: 'The ceremony is closed, and its closing is announced.',
  fields: (t) => ({
    ceremony: ceremonyOutput(t),
    announcement: t.field({
      type: CeremonyClosedRef,
      description: 'The announcement of the closing.',
      resolve: publishedAnnouncement<Published>,
    }),
    unfinished: t.prismaField({
      type: ['ProgrammeItem'],
      ...boundedList(
        'programmeItems',
        'The programme items that were not done, in running order, where they are now: in this ceremony, or in the one of `carryTo`.',
      ),
      resolve: async (query, { unfinished }, _args, { database }) => {
        const rows = await database.rows.programmeItem.findMany({
          ...query,
          where: { id: { in: unfinished } },
        });
        return unfinished.flatMap((id) => rows.find((row) => row.id === id) ?? []);
      },
    }),
  }),
});

mutationField(reopenCeremony, {
  description:
    'Reopens a ceremony that was closed too early, and announces it. Requires an operator of the exhibition.',
  success: 'The ceremony is open again, and this is announced.',
  fields: (t) => ({
    ceremony: ceremonyOutput(t),
    announcement: t.field({
      type: CeremonyReopenedRef,
      description: 'The announcement of the reopening.',
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
    'Resets the rehearsal of an exhibition: deletes its announcements, and resets the rehearsal status of every deal, speech and ceremony. Can be repeated. While another operator has control of the rehearsal of one of its ceremonies, the result is ControlHeld. Requires an operator of the exhibition.',
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
