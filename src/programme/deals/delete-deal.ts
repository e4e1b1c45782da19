import { requireStaff } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { DealNotPlanned } from '../../errors/user-errors.ts';
import { defineDeletion } from '../../mutations/define-deletion.ts';
import { programmeOf, rehearsalOf, requireOperatorOf } from '../deletable.ts';

/** A deal that was announced is corrected or retracted. */
const announced: readonly unknown[] = ['SIGNED', 'RETRACTED'];

export const deleteDeal = defineDeletion({
  name: 'deleteDeal',
  field: 'deal',
  typename: 'Deal',
  table: 'Deal',
  description: 'A planned or withdrawn deal.',
  rights: requireStaff,
  exhibitionId: sql`item."exhibitionId"`,
  changes: programmeOf('dealId'),
  authorize: requireOperatorOf('deal', ({ status }) => announced.includes(status)),
  errors: [DealNotPlanned],
  requireState({ row }) {
    if (announced.includes(row.status))
      throw new DealNotPlanned('The deal was announced. Correct or retract it instead.', ['input', 'deal']);
  },
  references: rehearsalOf('dealId'),
  deleteParts: (id) => [sql`DELETE FROM "ProgrammeItem" WHERE "dealId" = ${id}::uuid`],
});
