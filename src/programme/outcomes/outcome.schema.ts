import { sql } from '../../database/sql.ts';
import { builder } from '../../graphql/builder.ts';
import { DealOutcomeKind } from '../../graphql/enums.schema.ts';
import { boundedList } from '../../graphql/list-limits.ts';
import { LocalizedTextRef, languageArgument, localize } from '../../graphql/localized-text.schema.ts';
import { MoneyRef } from '../../graphql/money.schema.ts';
import { declareVisibility } from '../../graphql/visibility.ts';
import { Exact } from '../../money/exact.ts';
import { money } from '../../money/money.ts';
import { asLocalizedText } from '../../text/localized-text.ts';
import { DealRef } from '../deals/deal.schema.ts';
import { SourceRef } from '../sources/source.schema.ts';

/** An outcome is as public as its deal, which is signed. */
declareVisibility(
  'DealOutcome',
  'DealOutcome',
  (_identity, item) => sql`EXISTS (
    SELECT FROM "Deal" AS deal WHERE deal."id" = ${item}."dealId" AND deal."status" IN ('SIGNED', 'RETRACTED'))`,
);

export const OutcomeRef = builder.prismaNode('DealOutcome', {
  id: { field: 'id' },
  select: { id: true },
  description:
    'What became of a deal after its signing, as it was reported. Announcements and signing totals do not change with it.',
  fields: (t) => ({
    deal: t.relation('deal', { description: 'The deal.' }),
    kind: t.expose('kind', { type: DealOutcomeKind, description: 'What was reported.' }),
    asOf: t.expose('asOf', { type: 'Date', description: 'The day for which it was reported.' }),
    amount: t.field({
      type: MoneyRef,
      nullable: true,
      description:
        'The whole amount that was realised up to that day, in the currency of the report. Null if the kind is not REALISED.',
      select: { amount: true, currencyCode: true },
      resolve: ({ amount, currencyCode }) =>
        amount === null || currencyCode === null ? null : money(new Exact(amount), currencyCode),
    }),
    note: t.string({
      nullable: true,
      description: 'What was reported beside it, in one language. Null if there is nothing.',
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
      ...boundedList('sources', 'The publications that reported it, the oldest first, then by publisher.'),
      query: { orderBy: [{ publishedOn: 'asc' }, { publisher: 'asc' }] },
    }),
    sample: t.exposeBoolean('sample', { description: 'True for invented sample data.' }),
    version: t.exposeInt('version', {
      description: 'Increases with each change of the outcome. Mutations accept it as expectedVersion.',
    }),
  }),
});

builder.prismaObjectField(DealRef, 'outcomes', (t) =>
  t.relation('outcomes', {
    type: OutcomeRef,
    ...boundedList(
      'dealOutcomes',
      'What was reported about the deal after its signing, the oldest first by `asOf`. Empty if nothing is known.',
    ),
    query: { orderBy: [{ asOf: 'asc' }, { id: 'asc' }] },
  }),
);
