import { announcementsAfterOpening, removeFromOpeningTotals } from '../../announcements/opening-totals.ts';
import { requireStaff } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { DealNotPlanned } from '../../errors/user-errors.ts';
import { defineDeletion } from '../../mutations/define-deletion.ts';
import { announcements, programmeOf, rehearsalOf, requireOperatorOf } from '../deletable.ts';

/**
 * A deal that was announced is corrected or retracted. One of the opening totals can be deleted until the first
 * announcement.
 */
const announced: readonly unknown[] = ['SIGNED', 'RETRACTED'];

export const deleteDeal = defineDeletion({
  name: 'deleteDeal',
  field: 'deal',
  typename: 'Deal',
  table: 'Deal',
  description: 'A planned or withdrawn deal, or one that was recorded before the first announcement.',
  rights: requireStaff,
  exhibitionId: sql`item."exhibitionId"`,
  changes: programmeOf('dealId'),
  authorize: requireOperatorOf('deal', ({ status }) => announced.includes(status)),
  errors: [DealNotPlanned],
  requireState({ row, references }) {
    const isOpening = row.status === 'SIGNED' && row.signedOn !== null && references[announcements] === 0;
    if (announced.includes(row.status) && !isOpening)
      throw new DealNotPlanned('The deal was announced. Correct or retract it instead.', ['input', 'deal']);
  },
  references: {
    ...rehearsalOf('dealId'),
    'announcements after it': announcementsAfterOpening,
    outcomes: sql`SELECT count(*)::int FROM "DealOutcome" WHERE "dealId" = item."id"`,
  },
  deleteParts: (id) => [
    ...removeFromOpeningTotals(id),
    sql`DELETE FROM "ProgrammeItem" WHERE "dealId" = ${id}::uuid`,
  ],
});
