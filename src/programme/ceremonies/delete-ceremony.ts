import { requireStaff } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { CeremonyNotPlanned } from '../../errors/user-errors.ts';
import { defineDeletion } from '../../mutations/define-deletion.ts';
import { rehearsalOf, requireOperatorOf } from '../deletable.ts';

/** Its programme goes with it; deals and speeches remain. */
export const deleteCeremony = defineDeletion({
  name: 'deleteCeremony',
  field: 'ceremony',
  typename: 'Ceremony',
  table: 'Ceremony',
  description: 'A planned ceremony about which nothing was announced or reported.',
  rights: requireStaff,
  exhibitionId: sql`item."exhibitionId"`,
  authorize: requireOperatorOf('ceremony', () => true),
  errors: [CeremonyNotPlanned],
  requireState({ row }) {
    if (row.status !== 'PLANNED')
      throw new CeremonyNotPlanned('The ceremony was opened before.', ['input', 'ceremony']);
  },
  references: {
    ...rehearsalOf('ceremonyId'),
    'reported figures': sql`SELECT count(*)::int FROM "ReportedFigure" WHERE "ceremonyId" = item."id"`,
  },
});
