import type { OutputFields } from '../../graphql/builder.ts';
import { boundedList } from '../../graphql/list-limits.ts';
import type { Published, PublishedGroup } from '../../mutations/define-mutation.ts';
import { deletionField } from '../../mutations/deletion-field.ts';
import { mutationField } from '../../mutations/mutation-field.ts';
import {
  DealCorrectedRef,
  DealRecordedRef,
  DealRetractedRef,
  DealSignedRef,
} from '../announcements/announcement.schema.ts';
import {
  announcementIfAny,
  publishedAnnouncement,
  publishedAnnouncements,
} from '../announcements/find-announcements.ts';
import { correctDeal } from './correct-deal.ts';
import { createDeal } from './create-deal.ts';
import { deleteDeal } from './delete-deal.ts';
import { recordDeal } from './record-deal.ts';
import { retractDeal } from './retract-deal.ts';
import { signDeal } from './sign-deal.ts';
import { signDeals } from './sign-deals.ts';
import { updateDeal } from './update-deal.ts';
import { updateDealNotes } from './update-deal-notes.ts';
import { withdrawDeal } from './withdraw-deal.ts';

function dealOutput<Result extends { deal: string }>(t: OutputFields<Result>) {
  return t.prismaField({
    type: 'Deal',
    description: 'The deal after the change.',
    resolve: (query, { deal }, _args, { database }) =>
      database.rows.deal.findUniqueOrThrow({ ...query, where: { id: deal } }),
  });
}

mutationField(createDeal, {
  description: 'Plans a deal. It is not public until it is signed. Requires an operator of the exhibition.',
  success: 'The deal is planned.',
  fields: (t) => ({ deal: dealOutput(t) }),
});

mutationField(updateDeal, {
  description:
    'Changes a planned deal, or one that was recorded before the first announcement. Absent fields keep their values; a list replaces the previous list. To change a signed deal, use correctDeal. Requires an operator of the exhibition.',
  success: 'The deal is changed.',
  fields: (t) => ({ deal: dealOutput(t) }),
});

mutationField(updateDealNotes, {
  description:
    'Changes the notes and the sources of a deal, announced or not. Nothing is announced: no announcement and no total contains them. Absent fields keep their values. Requires an operator of the exhibition.',
  success: 'The notes and sources are changed.',
  fields: (t) => ({ deal: dealOutput(t) }),
});

mutationField(withdrawDeal, {
  description:
    'Withdraws a planned deal and removes it from the programme. Nothing is announced. Requires an operator of the exhibition.',
  success: 'The deal is withdrawn.',
  fields: (t) => ({
    deal: dealOutput(t),
    ceremony: t.prismaField({
      type: 'Ceremony',
      nullable: true,
      description: 'The ceremony whose programme the deal has left. Null if it was in no programme.',
      resolve: (query, { ceremony }, _args, { database }) =>
        ceremony === null
          ? null
          : database.rows.ceremony.findUniqueOrThrow({ ...query, where: { id: ceremony } }),
    }),
  }),
});

deletionField(deleteDeal, {
  noun: 'deal',
  description:
    'Deletes a planned or withdrawn deal, which leaves the programme, or one that was recorded before the first announcement, which leaves the opening totals. Nothing is announced. A deal that was rehearsed is deleted after resetRehearsal. Requires an operator of the exhibition.',
});

mutationField(recordDeal, {
  description:
    'Enters a deal that was signed without a ceremony of this server, such as one of a past edition. It is public immediately. If the LIVE stream has announcements, this is one too; otherwise the deal is a part of the totals with which the stream begins. Requires an operator of the exhibition.',
  success: 'The deal is recorded.',
  fields: (t) => ({
    deal: dealOutput(t),
    announcement: t.field({
      type: DealRecordedRef,
      nullable: true,
      description: 'The announcement of the record. Null if the LIVE stream has not begun.',
      resolve: announcementIfAny,
    }),
  }),
});

mutationField(signDeal, {
  description:
    'Marks the deal as signed and announces it. Requires an open ceremony. Requires an operator of the exhibition.',
  success: 'The deal is signed and announced.',
  fields: (t) => ({
    deal: dealOutput(t),
    announcement: t.field({
      type: DealSignedRef,
      description: 'The announcement of the signing.',
      resolve: publishedAnnouncement<Published>,
    }),
  }),
});

mutationField(signDeals, {
  description:
    'Signs several deals together: all of them or none, announced one after the other with consecutive sequences. Requires an operator of the exhibition.',
  success: 'The deals are signed and announced.',
  fields: (t) => ({
    deals: t.prismaField({
      type: ['Deal'],
      ...boundedList('groupSigning', 'The deals after the change, in the order of the input.'),
      resolve: async (query, { deals }, _args, { database }) => {
        const rows = await database.rows.deal.findMany({ ...query, where: { id: { in: deals } } });
        return deals.map((id) => rows.find((row) => row.id === id)!);
      },
    }),
    announcements: t.field({
      type: [DealSignedRef],
      ...boundedList('groupSigning', 'The announcements of the signings, in the order of their sequences.'),
      resolve: publishedAnnouncements<PublishedGroup>,
    }),
  }),
});

mutationField(correctDeal, {
  description:
    'Corrects a signed deal and announces the correction, during the ceremony or later. Absent fields keep their values; a list replaces the previous list. Earlier announcements stay in the stream. Requires an operator of the exhibition.',
  success: 'The correction is announced.',
  fields: (t) => ({
    deal: dealOutput(t),
    announcement: t.field({
      type: DealCorrectedRef,
      description: 'The announcement of the correction.',
      resolve: publishedAnnouncement<Published>,
    }),
  }),
});

mutationField(retractDeal, {
  description:
    'Retracts a signed deal and announces the retraction, during the ceremony or later. The deal is no longer included in the totals. Requires an operator of the exhibition.',
  success: 'The retraction is announced.',
  fields: (t) => ({
    deal: dealOutput(t),
    announcement: t.field({
      type: DealRetractedRef,
      description: 'The announcement of the retraction.',
      resolve: publishedAnnouncement<Published>,
    }),
  }),
});
