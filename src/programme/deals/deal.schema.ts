import { isBinding } from '../../announcements/binding-instruments.ts';
import { mayOperate, scopeOfPlans } from '../../auth/policies.ts';
import { asRate, rateSelection } from '../../catalog/exhibitions/rates.ts';
import { OrganizationRef } from '../../catalog/organizations/organization.schema.ts';
import { sql } from '../../database/sql.ts';
import { builder } from '../../graphql/builder.ts';
import { DealCategory, DealStatus, Instrument, PartyRole } from '../../graphql/enums.schema.ts';
import { localizedInSql, moneyInSql } from '../../graphql/in-sql.ts';
import { boundedList } from '../../graphql/list-limits.ts';
import { loadVisible } from '../../graphql/load-visible.ts';
import { LocalizedTextRef, languageArgument, localize } from '../../graphql/localized-text.schema.ts';
import { ConversionRef, MoneyRef } from '../../graphql/money.schema.ts';
import { scopeColumns } from '../../graphql/scope-columns.ts';
import { declareVisibility, ofExhibitions } from '../../graphql/visibility.ts';
import { Exact } from '../../money/exact.ts';
import { convert, type Money, money } from '../../money/money.ts';
import { asLocalizedText } from '../../text/localized-text.ts';
import { DealSnapshotRef } from '../announcements/deal-snapshot.schema.ts';
import { SourceRef } from '../sources/source.schema.ts';

/** Public callers see a deal once it is signed, also after a retraction. */
export const dealVisibility = declareVisibility(
  'Deal',
  'Deal',
  (identity, item) => sql`(
    ${item}."status" IN ('SIGNED', 'RETRACTED')
    OR ${ofExhibitions(scopeOfPlans(identity), sql`${item}."exhibitionId"`)})`,
);

const DealPartyRef = builder.prismaObject('DealParty', {
  select: { dealId: true, organizationId: true },
  description: 'A party of a deal: an organization and its role.',
  fields: (t) => ({
    role: t.expose('role', { type: PartyRole, description: 'Role in the deal.' }),
    organization: t.relation('organization', {
      type: OrganizationRef,
      description: 'The company or public body.',
    }),
  }),
});

export const DealRef = builder.prismaNode('Deal', {
  id: { field: 'id' },
  select: { id: true },
  description: 'A deal in its current state. Announcements contain its published states.',
  fields: (t) => ({
    exhibition: t.relation('exhibition', { description: 'The exhibition of the deal.' }),
    title: t.string({
      ...localizedInSql('titles'),
      description: 'The title in one language.',
      select: { titles: true },
      args: languageArgument,
      resolve: ({ titles }, args, context) => localize(titles, args, context),
    }),
    titleTranslations: t.field({
      type: [LocalizedTextRef],
      ...boundedList(
        'translations',
        'The title in each available language, in the order in which the languages were entered.',
      ),
      select: { titles: true },
      resolve: ({ titles }) => asLocalizedText(titles),
    }),
    category: t.expose('category', {
      type: DealCategory,
      description: 'Investment, trade or cooperation. Each category has separate totals.',
    }),
    instrument: t.expose('instrument', {
      type: Instrument,
      description: 'The kind of document that is signed.',
    }),
    binding: t.boolean({
      description: 'True for contracts and framework agreements.',
      select: { instrument: true },
      resolve: ({ instrument }) => isBinding(instrument),
    }),
    amount: t.field({
      ...moneyInSql('amount', 'currencyCode'),
      type: MoneyRef,
      nullable: true,
      description: 'The amount. Null if none is disclosed.',
      select: { amount: true, currencyCode: true },
      resolve: amountOf,
    }),
    converted: t.field({
      type: ConversionRef,
      nullable: true,
      description:
        'The amount in the reporting currency of the exhibition, converted with the current rate. Null without an amount or without a rate.',
      select: {
        amount: true,
        currencyCode: true,
        exhibition: {
          select: {
            reportingCurrencyCode: true,
            rates: rateSelection,
          },
        },
      },
      resolve: (deal) => {
        const amount = amountOf(deal);
        const { reportingCurrencyCode, rates } = deal.exhibition;
        return amount && convert(amount, reportingCurrencyCode, rates.map(asRate));
      },
    }),
    industry: t.relation('industry', { description: 'Industry of the deal.' }),
    parties: t.relation('parties', {
      ...boundedList('parties', 'The parties, in display order.'),
      type: DealPartyRef,
      query: { orderBy: { position: 'asc' } },
    }),
    status: t.expose('status', { type: DealStatus, description: 'Status of the deal in the live ceremony.' }),
    rehearsalStatus: t.field({
      type: DealStatus,
      nullable: true,
      description: 'Status in the rehearsal. Null for callers who are not operators of the exhibition.',
      select: { rehearsalStatus: true, exhibition: { select: scopeColumns } },
      resolve: ({ rehearsalStatus, exhibition }, _args, { identity }) =>
        mayOperate(identity, exhibition) ? rehearsalStatus : null,
    }),
    signedAt: t.expose('signedAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'Time of signing. Null before it. For a recorded deal, the beginning of its day in the time zone of the exhibition.',
    }),
    signedOn: t.expose('signedOn', {
      type: 'Date',
      nullable: true,
      description:
        'The day of signing of a deal that was entered as a record. Null for one that is signed at a ceremony.',
    }),
    note: t.string({
      nullable: true,
      description: 'A note on the deal, in one language. Null if there is none.',
      select: { notes: true },
      args: languageArgument,
      resolve: ({ notes }, args, context) => (notes ? localize(notes, args, context) : null),
    }),
    noteTranslations: t.field({
      type: [LocalizedTextRef],
      ...boundedList(
        'translations',
        'The note in each available language, in the order in which the languages were entered. Empty without a note.',
      ),
      select: { notes: true },
      resolve: ({ notes }) => (notes ? asLocalizedText(notes) : []),
    }),
    sources: t.relation('sources', {
      type: SourceRef,
      ...boundedList(
        'sources',
        'Publications that reported the deal, the oldest first. Empty if none is known.',
      ),
      query: { orderBy: [{ publishedOn: 'asc' }, { publisher: 'asc' }] },
    }),
    version: t.field({
      type: 'Int',
      nullable: true,
      description:
        'Increases with each change of the deal, or of the name or country of a party. Mutations accept it as expectedVersion. Null for callers who are not operators of the exhibition.',
      select: { version: true, exhibition: { select: scopeColumns } },
      resolve: ({ version, exhibition }, _args, { identity }) =>
        mayOperate(identity, exhibition) ? version : null,
    }),
    sample: t.exposeBoolean('sample', {
      description: 'True for invented sample data.',
    }),
  }),
});

function amountOf({
  amount,
  currencyCode,
}: {
  amount: Exact | null;
  currencyCode: string | null;
}): Money | null {
  return amount === null || currencyCode === null ? null : money(new Exact(amount), currencyCode);
}

builder.objectField(DealSnapshotRef, 'current', (t) =>
  t.prismaField({
    type: 'Deal',
    nullable: true,
    description: 'The live deal, as it is now. Null if it has been removed or the caller may not see it.',
    resolve: (query, { id }, _args, context) => loadVisible(context, dealVisibility, query, id),
  }),
);

export const DealConnection = builder.connectionObject(
  { type: DealRef, name: 'DealConnection', description: 'A page of deals.' },
  { name: 'DealEdge' },
);
