import { requireStaff } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { SpeechNotScheduled } from '../../errors/user-errors.ts';
import { defineDeletion } from '../../mutations/define-deletion.ts';
import { programmeOf, rehearsalOf, requireOperatorOf } from '../deletable.ts';

export const deleteSpeech = defineDeletion({
  name: 'deleteSpeech',
  field: 'speech',
  typename: 'Speech',
  table: 'Speech',
  description: 'A scheduled speech.',
  rights: requireStaff,
  exhibitionId: sql`item."exhibitionId"`,
  changes: programmeOf('speechId'),
  authorize: requireOperatorOf('speech', ({ status }) => status !== 'SCHEDULED'),
  errors: [SpeechNotScheduled],
  requireState({ row }) {
    if (row.status !== 'SCHEDULED')
      throw new SpeechNotScheduled('The speech was started before.', ['input', 'speech']);
  },
  references: rehearsalOf('speechId'),
  deleteParts: (id) => [sql`DELETE FROM "ProgrammeItem" WHERE "speechId" = ${id}::uuid`],
});
