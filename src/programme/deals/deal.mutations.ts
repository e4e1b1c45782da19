import {
  CeremonyNotOpen,
  DealAlreadySigned,
  DealNotPlanned,
  DealNotSigned,
} from '../../errors/user-errors.ts';
import { announcingInput } from '../../graphql/announcing-input.ts';
import { builder, type OutputFields } from '../../graphql/builder.ts';
import { DealCategory, Instrument, PartyRole } from '../../graphql/enums.schema.ts';
import { LocalizedTextInput } from '../../graphql/localized-text.schema.ts';
import { MoneyInput } from '../../graphql/money.schema.ts';
import { announcingErrors, commonErrors } from '../../graphql/user-error.schema.ts';
import { DealCorrectedRef, DealRetractedRef, DealSignedRef } from '../announcements/announcement.schema.ts';
import { findAnnouncement } from '../announcements/find-announcements.ts';
import { correctDeal } from './correct-deal.ts';
import { createDeal } from './create-deal.ts';
import { retractDeal } from './retract-deal.ts';
import { signDeal } from './sign-deal.ts';
import { updateDeal } from './update-deal.ts';
import { withdrawDeal } from './withdraw-deal.ts';

const PartyInput = builder.inputType('DealPartyInput', {
  fields: (t) => ({
    organization: t.id({ required: true, description: 'A Company or a PublicBody.' }),
    role: t.field({ type: PartyRole, required: true }),
  }),
});

function dealOutput(t: OutputFields<{ deal: string }>) {
  return t.prismaField({
    type: 'Deal',
    resolve: (query, { deal }, _args, { database }) =>
      database.prisma.deal.findUniqueOrThrow({ ...query, where: { id: deal } }),
  });
}

builder.relayMutationField(
  'createDeal',
  {
    name: 'CreateDealInput',
    inputFields: (t) => ({
      exhibition: t.id({ required: true }),
      titleTranslations: t.field({ type: [LocalizedTextInput], required: true }),
      category: t.field({
        type: DealCategory,
        required: true,
        description: 'Whether money is invested, something is sold, or neither. Totals are kept apart by it.',
      }),
      instrument: t.field({ type: Instrument, required: true }),
      amount: t.field({ type: MoneyInput, description: 'Left out where none will be told.' }),
      industry: t.string({ required: true, description: 'The code of an industry.' }),
      parties: t.field({
        type: [PartyInput],
        required: true,
        description: 'At least two, in the order to show them. An organization stands in a deal once.',
      }),
      sample: t.boolean({ defaultValue: false, description: 'Marks invented data.' }),
    }),
  },
  {
    description:
      'Plans a deal. The public does not know of it until it is signed. For operators of the exhibition.',
    errors: { types: commonErrors },
    resolve: (_root, { input }, context) => createDeal(context, input),
  },
  { name: 'CreateDealSuccess', outputFields: (t) => ({ deal: dealOutput(t) }) },
);

builder.relayMutationField(
  'updateDeal',
  {
    name: 'UpdateDealInput',
    inputFields: (t) => ({
      deal: t.id({ required: true }),
      titleTranslations: t.field({ type: [LocalizedTextInput], description: 'Replaces them all.' }),
      category: t.field({ type: DealCategory, description: 'Left out, it stays.' }),
      instrument: t.field({ type: Instrument }),
      amount: t.field({ type: MoneyInput, description: 'Null takes it away.' }),
      industry: t.string(),
      parties: t.field({ type: [PartyInput], description: 'Replaces them all.' }),
    }),
  },
  {
    description:
      'Changes a planned deal. A signed one is corrected instead. For operators of the exhibition.',
    errors: { types: [...commonErrors, DealNotPlanned] },
    resolve: (_root, { input }, context) => updateDeal(context, input),
  },
  { name: 'UpdateDealSuccess', outputFields: (t) => ({ deal: dealOutput(t) }) },
);

builder.relayMutationField(
  'withdrawDeal',
  { name: 'WithdrawDealInput', inputFields: (t) => ({ deal: t.id({ required: true }) }) },
  {
    description: 'Gives up a planned deal; it leaves the programme. For operators of the exhibition.',
    errors: { types: [...commonErrors, DealNotPlanned] },
    resolve: (_root, { input }, context) => withdrawDeal(context, input),
  },
  { name: 'WithdrawDealSuccess', outputFields: (t) => ({ deal: dealOutput(t) }) },
);

builder.relayMutationField(
  'signDeal',
  {
    name: 'SignDealInput',
    inputFields: (t) => ({
      deal: t.id({ required: true }),
      ...announcingInput(t),
    }),
  },
  {
    description:
      'The pens lift: tells everyone that the deal is signed. Needs an open ceremony. For operators of the exhibition.',
    errors: { types: [...announcingErrors, DealAlreadySigned, DealNotPlanned, CeremonyNotOpen] },
    resolve: (_root, { input }, context) => signDeal(context, input),
  },
  {
    name: 'SignDealSuccess',
    outputFields: (t) => ({
      deal: dealOutput(t),
      announcement: t.field({
        type: DealSignedRef,
        resolve: ({ announcement }, _args, context) => findAnnouncement(context, announcement),
      }),
    }),
  },
);

builder.relayMutationField(
  'correctDeal',
  {
    name: 'CorrectDealInput',
    inputFields: (t) => ({
      deal: t.id({ required: true }),
      ...announcingInput(t),
      reasonTranslations: t.field({ type: [LocalizedTextInput], description: 'Told with the correction.' }),
      titleTranslations: t.field({ type: [LocalizedTextInput], description: 'Replaces them all.' }),
      category: t.field({ type: DealCategory, description: 'Left out, it stays.' }),
      instrument: t.field({ type: Instrument }),
      amount: t.field({ type: MoneyInput }),
      industry: t.string(),
      parties: t.field({ type: [PartyInput], description: 'Replaces them all.' }),
    }),
  },
  {
    description:
      'Tells everyone what is right about a signed deal; what was told before stays on record. Also after the ceremony. For operators of the exhibition.',
    errors: { types: [...announcingErrors, DealNotSigned] },
    resolve: (_root, { input }, context) => correctDeal(context, input),
  },
  {
    name: 'CorrectDealSuccess',
    outputFields: (t) => ({
      deal: dealOutput(t),
      announcement: t.field({
        type: DealCorrectedRef,
        resolve: ({ announcement }, _args, context) => findAnnouncement(context, announcement),
      }),
    }),
  },
);

builder.relayMutationField(
  'retractDeal',
  {
    name: 'RetractDealInput',
    inputFields: (t) => ({
      deal: t.id({ required: true }),
      ...announcingInput(t),
      reasonTranslations: t.field({ type: [LocalizedTextInput], description: 'Told with the retraction.' }),
    }),
  },
  {
    description:
      'Tells everyone that a signed deal does not stand; it counts in no total any more. Also after the ceremony. For operators of the exhibition.',
    errors: { types: [...announcingErrors, DealNotSigned] },
    resolve: (_root, { input }, context) => retractDeal(context, input),
  },
  {
    name: 'RetractDealSuccess',
    outputFields: (t) => ({
      deal: dealOutput(t),
      announcement: t.field({
        type: DealRetractedRef,
        resolve: ({ announcement }, _args, context) => findAnnouncement(context, announcement),
      }),
    }),
  },
);
