/**
 * A deal as an announcement contains it. It has no field `id`, because a client cache would merge it with the live
 * Deal.
 */

import { isBinding } from '../../announcements/binding-instruments.ts';
import type { DealSnapshot, OrganizationSnapshot, PartySnapshot } from '../../announcements/content.ts';
import { OrganizationRef, organizationVisibility } from '../../catalog/organizations/organization.schema.ts';
import { builder } from '../../graphql/builder.ts';
import { DealCategory, Instrument, OrganizationKind, PartyRole } from '../../graphql/enums.schema.ts';
import { encodeNodeId } from '../../graphql/global-id.ts';
import { boundedList } from '../../graphql/list-limits.ts';
import { loadVisible } from '../../graphql/load-visible.ts';
import { LocalizedTextRef, languageArgument, localize } from '../../graphql/localized-text.schema.ts';
import { ConversionRef, MoneyRef } from '../../graphql/money.schema.ts';

const OrganizationSnapshotRef = builder.objectRef<OrganizationSnapshot>('OrganizationSnapshot').implement({
  description:
    'A company or a public body as an announcement contains it. It never changes; the live organization is `current`.',
  fields: (t) => ({
    organizationId: t.id({
      description: 'The id of the Company or PublicBody.',
      resolve: ({ kind, id }) => encodeNodeId(kind === 'COMPANY' ? 'Company' : 'PublicBody', id),
    }),
    kind: t.field({
      type: OrganizationKind,
      description: 'Whether it is a company or a public body.',
      resolve: ({ kind }) => kind,
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
      description: 'The country of the headquarters at that time.',
    }),
    current: t.prismaField({
      type: OrganizationRef,
      nullable: true,
      description:
        'The live organization, as it is now. Null if it has been removed or the caller may not see it.',
      resolve: (query, { id }, _args, context) => loadVisible(context, organizationVisibility, query, id),
    }),
  }),
});

const PartySnapshotRef = builder.objectRef<PartySnapshot>('PartySnapshot').implement({
  description: 'A party of a deal as an announcement contains it.',
  fields: (t) => ({
    role: t.field({
      type: PartyRole,
      description: 'The role of the organization in the deal.',
      resolve: ({ role }) => role,
    }),
    organization: t.expose('organization', {
      type: OrganizationSnapshotRef,
      description: 'The organization, with its name at that time.',
    }),
  }),
});

const IndustrySnapshotRef = builder.objectRef<DealSnapshot['industry']>('IndustrySnapshot').implement({
  description: 'An industry as an announcement contains it. It never changes.',
  fields: (t) => ({
    code: t.exposeString('code', {
      description: 'The code of the Industry, such as automobiles. It never changes.',
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
  }),
});

export const DealSnapshotRef = builder.objectRef<DealSnapshot>('DealSnapshot').implement({
  description: 'A deal as an announcement contains it. It never changes; the live deal is `current`.',
  fields: (t) => ({
    dealId: t.id({
      description: 'The id of the Deal. Equal in all announcements of one deal.',
      resolve: ({ id }) => encodeNodeId('Deal', id),
    }),
    title: t.string({
      description: 'The title, in one language.',
      args: languageArgument,
      resolve: ({ titles }, args, context) => localize(titles, args, context),
    }),
    titleTranslations: t.field({
      type: [LocalizedTextRef],
      ...boundedList('translations', 'The title in each available language.'),
      resolve: ({ titles }) => titles,
    }),
    category: t.field({
      type: DealCategory,
      description:
        'Investment, trade or cooperation. For an announcement of Pavilion 0.1, which stored no category, it is derived from the roles of the parties.',
      resolve: ({ category }) => category,
    }),
    instrument: t.field({
      type: Instrument,
      description: 'The kind of document that was signed.',
      resolve: ({ instrument }) => instrument,
    }),
    binding: t.boolean({
      description: 'True for a contract and a framework agreement.',
      resolve: ({ instrument }) => isBinding(instrument),
    }),
    amount: t.expose('amount', {
      type: MoneyRef,
      nullable: true,
      description: 'The amount. Null if none was disclosed.',
    }),
    converted: t.expose('converted', {
      type: ConversionRef,
      nullable: true,
      description:
        'The amount in the reporting currency of the exhibition, converted with the rate of that time. Null without an amount or without a rate.',
    }),
    industry: t.expose('industry', {
      type: IndustrySnapshotRef,
      description: 'The industry of the deal, with its name at that time.',
    }),
    parties: t.expose('parties', {
      type: [PartySnapshotRef],
      ...boundedList('parties', 'The parties in display order.'),
    }),
    sample: t.exposeBoolean('sample', { description: 'True for invented sample data.' }),
  }),
});
