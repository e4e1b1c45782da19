import type { OutputFields } from '../../graphql/builder.ts';
import { deletionField } from '../../mutations/deletion-field.ts';
import { mutationField } from '../../mutations/mutation-field.ts';
import { OutcomeRef } from './outcome.schema.ts';
import { recordDealOutcome } from './record-deal-outcome.ts';
import { deleteDealOutcome, updateDealOutcome } from './update-deal-outcome.ts';

function outcomeOutput<Result extends { outcome: string }>(t: OutputFields<Result>) {
  return t.prismaField({
    type: OutcomeRef,
    description: 'The outcome after the change.',
    resolve: (query, { outcome }, _args, { database }) =>
      database.rows.dealOutcome.findUniqueOrThrow({ ...query, where: { id: outcome } }),
  });
}

mutationField(recordDealOutcome, {
  description:
    'Stores what was reported about a deal after its signing. It is public, and changes no announcement and no total of signed deals. Requires an organizer.',
  success: 'The outcome is stored.',
  fields: (t) => ({ outcome: outcomeOutput(t) }),
});

mutationField(updateDealOutcome, {
  description:
    'Corrects how an outcome was entered: absent fields keep their values; a list replaces the previous list. Its deal and its kind never change. Requires an organizer.',
  success: 'The outcome is changed.',
  fields: (t) => ({ outcome: outcomeOutput(t) }),
});

deletionField(deleteDealOutcome, {
  noun: 'outcome',
  description: 'Deletes an outcome of a deal. It changes no announcement. Requires an organizer.',
});
