/** updateDealOutcome and deleteDealOutcome. The deal and the kind of an outcome never change. */

import { z } from 'zod';
import { requireOrganizer, requireOrganizerOf, type ScopedSeries } from '../../auth/policies.ts';
import { isoDay } from '../../catalog/exhibitions/exhibition-input.ts';
import { sql } from '../../database/sql.ts';
import { InvalidInput, NotFound } from '../../errors/user-errors.ts';
import { seriesColumn } from '../../graphql/scope-columns.ts';
import { money } from '../../money/money.ts';
import { updating } from '../../mutations/common-input.ts';
import { defineDeletion } from '../../mutations/define-deletion.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { lockRows } from '../../mutations/row-locks.ts';
import { nodeId } from '../../mutations/validators.ts';
import { updateRow } from '../../mutations/write-rows.ts';
import type { LocalizedText } from '../../text/localized-text.ts';
import { replaceSources, sourcesColumn } from '../sources/link-sources.ts';
import { type SourceColumns, sourceColumns } from '../sources/source-input.ts';
import {
  amountProblem,
  asOf,
  noteTranslations,
  type OutcomeKind,
  outcomeSources,
  realisedAmount,
  requireDayAfterSigning,
} from './outcome-input.ts';

export interface LoadedOutcome {
  version: number;
  exhibitionId: string;
  slug: string;
  series: ScopedSeries;
  signedOn: string;
  dealId: string;
  kind: OutcomeKind;
  asOf: string;
  amount: string | null;
  currencyCode: string | null;
  notes: LocalizedText | null;
  sample: boolean;
  sources: Omit<SourceColumns, 'id'>[];
}

export const updateDealOutcome = defineMutation({
  name: 'updateDealOutcome',
  input: z.object({
    outcome: nodeId('DealOutcome').describe('The outcome.'),
    asOf: asOf.optional(),
    amount: realisedAmount.optional(),
    noteTranslations: noteTranslations
      .nullish()
      .describe('What was reported beside it: at most 2,000 characters in each language. Null clears it.'),
    sources: outcomeSources.optional(),
    ...updating('outcome'),
  }),
  rights: requireOrganizer,
  async load(read, { outcome: id }) {
    const ofOutcome = sql`SELECT "dealId" FROM "DealOutcome" WHERE "id" = ${id}::uuid`;
    const [, , , [outcome]] = await Promise.all([
      lockRows(
        read,
        'Exhibition',
        sql`locked."id" = (SELECT "exhibitionId" FROM "Deal" WHERE "id" = (${ofOutcome}))`,
        'FOR SHARE',
      ),
      lockRows(read, 'Deal', sql`locked."id" = (${ofOutcome})`, 'FOR SHARE'),
      lockRows(read, 'DealOutcome', sql`locked."id" = ${id}::uuid`, 'FOR NO KEY UPDATE'),
      read<LoadedOutcome>(sql`
        SELECT item."version", item."dealId", item."kind", item."asOf"::text, item."amount"::text AS amount,
               item."currencyCode", item."notes", item."sample", deal."exhibitionId", exhibition."slug", ${seriesColumn},
               (deal."signedAt" AT TIME ZONE exhibition."timeZone")::date::text AS "signedOn",
               ${sourcesColumn('DealOutcome')}
        FROM "DealOutcome" AS item
        JOIN "Deal" AS deal ON deal."id" = item."dealId"
        JOIN "Exhibition" AS exhibition ON exhibition."id" = deal."exhibitionId"
        WHERE item."id" = ${id}::uuid`),
    ]);
    return outcome ?? null;
  },
  decide(loaded, { outcome: id, expectedVersion, ...input }, { identity, at, newId }) {
    if (!loaded) throw new NotFound('outcome', ['input', 'outcome']);
    const { version, exhibitionId, slug, series, signedOn, sources: sourcesBefore, ...stored } = loaded;
    requireOrganizerOf(identity, { slug, series });
    assertVersion(expectedVersion, { typename: 'DealOutcome', id, version });
    const problem = input.amount && amountProblem(stored.kind, input.amount);
    if (problem) throw InvalidInput.at(['input', 'amount'], problem);
    if (input.asOf) requireDayAfterSigning(isoDay(input.asOf), signedOn, at);
    const before = {
      ...stored,
      amount: stored.amount && stored.currencyCode ? money(stored.amount, stored.currencyCode).amount : null,
    };
    const amount = input.amount && money(input.amount.amount, input.amount.currency);
    const after = {
      ...before,
      asOf: input.asOf ? isoDay(input.asOf) : before.asOf,
      amount: amount?.amount ?? before.amount,
      currencyCode: amount?.currency ?? before.currencyCode,
      notes: input.noteTranslations === undefined ? before.notes : input.noteTranslations,
    };
    const replaced = input.sources && sourceColumns(input.sources, newId);
    return {
      result: { outcome: id },
      writes: [
        ...updateRow('DealOutcome', id, {
          asOf: after.asOf,
          amount: after.amount,
          currencyCode: after.currencyCode,
          notes: after.notes,
        }),
        ...(replaced ? replaceSources('DealOutcome', id, replaced) : []),
      ],
      audit: [
        {
          exhibition: exhibitionId,
          type: 'DealOutcome',
          id,
          before: { ...before, sources: sourcesBefore },
          after: { ...after, sources: replaced ?? sourcesBefore },
        },
      ],
    };
  },
});

export const deleteDealOutcome = defineDeletion({
  name: 'deleteDealOutcome',
  field: 'outcome',
  typename: 'DealOutcome',
  table: 'DealOutcome',
  description: 'The outcome.',
  rights: requireOrganizer,
  authorize: (identity, { exhibition }) => requireOrganizerOf(identity, exhibition!),
  exhibitionId: sql`(SELECT deal."exhibitionId" FROM "Deal" AS deal WHERE deal."id" = item."dealId")`,
});
