/** What the public saw of a deal, a speech, a ceremony: types of their own, because they never change. */

import { isBinding } from '../../announcements/binding-instruments.ts';
import type * as content from '../../announcements/content.ts';
import { builder } from '../../graphql/builder.ts';
import {
  CeremonyKind,
  DealCategory,
  Instrument,
  OrganizationKind,
  PartyRole,
} from '../../graphql/enums.schema.ts';
import { encodeNodeId } from '../../graphql/global-id.ts';
import { LocalizedTextRef, languageArgument, localize } from '../../graphql/localized-text.schema.ts';
import { ConversionRef, MoneyRef } from '../../graphql/money.schema.ts';

const OrganizationSnapshotRef = builder
  .objectRef<content.OrganizationSnapshot>('OrganizationSnapshot')
  .implement({
    description: 'A company or a public body as it was named.',
    fields: (t) => ({
      organizationId: t.id({
        description: 'The id of the Company or PublicBody.',
        resolve: ({ kind, id }) => encodeNodeId(kind === 'COMPANY' ? 'Company' : 'PublicBody', id),
      }),
      kind: t.field({ type: OrganizationKind, resolve: ({ kind }) => kind }),
      name: t.string({
        args: languageArgument,
        resolve: ({ names }, args, context) => localize(names, args, context),
      }),
      nameTranslations: t.field({ type: [LocalizedTextRef], resolve: ({ names }) => names }),
      country: t.expose('country', { type: 'CountryCode' }),
    }),
  });

const PartySnapshotRef = builder.objectRef<content.PartySnapshot>('PartySnapshot').implement({
  description: 'A party of a deal as it was told.',
  fields: (t) => ({
    role: t.field({ type: PartyRole, resolve: ({ role }) => role }),
    organization: t.expose('organization', { type: OrganizationSnapshotRef }),
  }),
});

const IndustrySnapshotRef = builder
  .objectRef<content.DealSnapshot['industry']>('IndustrySnapshot')
  .implement({
    description: 'An industry as it was named.',
    fields: (t) => ({
      code: t.exposeString('code'),
      name: t.string({
        args: languageArgument,
        resolve: ({ names }, args, context) => localize(names, args, context),
      }),
      nameTranslations: t.field({ type: [LocalizedTextRef], resolve: ({ names }) => names }),
    }),
  });

export const DealSnapshotRef = builder.objectRef<content.DealSnapshot>('DealSnapshot').implement({
  description: 'A deal as it was told. What is on record of it now is `current`.',
  fields: (t) => ({
    dealId: t.id({ description: 'The id of the Deal.', resolve: ({ id }) => encodeNodeId('Deal', id) }),
    title: t.string({
      args: languageArgument,
      resolve: ({ titles }, args, context) => localize(titles, args, context),
    }),
    titleTranslations: t.field({ type: [LocalizedTextRef], resolve: ({ titles }) => titles }),
    category: t.field({
      type: DealCategory,
      description:
        'Whether money is invested, something is sold, or neither. Of an announcement of Pavilion 0.1, which stored none, it follows from the roles of the parties.',
      resolve: ({ category }) => category,
    }),
    instrument: t.field({ type: Instrument, resolve: ({ instrument }) => instrument }),
    binding: t.boolean({
      description: 'True for a contract and a framework agreement.',
      resolve: ({ instrument }) => isBinding(instrument),
    }),
    amount: t.expose('amount', { type: MoneyRef, nullable: true, description: 'Null where none was told.' }),
    converted: t.expose('converted', {
      type: ConversionRef,
      nullable: true,
      description:
        'The amount in the reporting currency. Null without an amount, and where there was no rate.',
    }),
    industry: t.expose('industry', { type: IndustrySnapshotRef }),
    parties: t.expose('parties', { type: [PartySnapshotRef] }),
    sample: t.exposeBoolean('sample', {
      description: 'True where this is invented sample data, not a fact.',
    }),
  }),
});

const SpeakerSnapshotRef = builder.objectRef<content.SpeechSnapshot['speaker']>('SpeakerSnapshot').implement({
  description: 'Who spoke, as they were named.',
  fields: (t) => ({
    personId: t.id({ description: 'The id of the Person.', resolve: ({ id }) => encodeNodeId('Person', id) }),
    name: t.string({
      args: languageArgument,
      resolve: ({ names }, args, context) => localize(names, args, context),
    }),
    nameTranslations: t.field({ type: [LocalizedTextRef], resolve: ({ names }) => names }),
    country: t.expose('country', { type: 'CountryCode' }),
  }),
});

export const SpeechSnapshotRef = builder.objectRef<content.SpeechSnapshot>('SpeechSnapshot').implement({
  description: 'A speech as it was told.',
  fields: (t) => ({
    speechId: t.id({ description: 'The id of the Speech.', resolve: ({ id }) => encodeNodeId('Speech', id) }),
    speaker: t.expose('speaker', { type: SpeakerSnapshotRef }),
    office: t.string({
      description: 'The office that the speaker held.',
      args: languageArgument,
      resolve: ({ office }, args, context) => localize(office, args, context),
    }),
    officeTranslations: t.field({ type: [LocalizedTextRef], resolve: ({ office }) => office }),
    language: t.expose('language', { type: 'LanguageTag', description: 'The language it is given in.' }),
    text: t.string({
      nullable: true,
      description: 'Null until the speech is finished.',
      args: languageArgument,
      resolve: ({ texts }, args, context) => (texts ? localize(texts, args, context) : null),
    }),
    textTranslations: t.field({
      type: [LocalizedTextRef],
      description: 'Empty until the speech is finished.',
      resolve: ({ texts }) => texts ?? [],
    }),
  }),
});

export const CeremonySnapshotRef = builder.objectRef<content.CeremonySnapshot>('CeremonySnapshot').implement({
  description: 'A ceremony as it was told.',
  fields: (t) => ({
    ceremonyId: t.id({
      description: 'The id of the Ceremony.',
      resolve: ({ id }) => encodeNodeId('Ceremony', id),
    }),
    kind: t.field({ type: CeremonyKind, resolve: ({ kind }) => kind }),
    name: t.string({
      args: languageArgument,
      resolve: ({ names }, args, context) => localize(names, args, context),
    }),
    nameTranslations: t.field({ type: [LocalizedTextRef], resolve: ({ names }) => names }),
  }),
});
