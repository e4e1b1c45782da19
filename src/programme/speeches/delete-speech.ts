import { requireStaff } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { SpeechNotScheduled } from '../../errors/user-errors.ts';
import { defineDeletion } from '../../mutations/define-deletion.ts';
import { announcements, programmeOf, rehearsalOf, requireOperatorOf } from '../deletable.ts';

export const deleteSpeech = defineDeletion({
  name: 'deleteSpeech',
  field: 'speech',
  typename: 'Speech',
  table: 'Speech',
  description: 'A scheduled speech, or a recorded one that was not announced.',
  rights: requireStaff,
  exhibitionId: sql`item."exhibitionId"`,
  changes: programmeOf('speechId'),
  authorize: requireOperatorOf('speech', ({ status }) => status !== 'SCHEDULED'),
  errors: [SpeechNotScheduled],
  requireState({ row, references }) {
    const isRecord = row.givenOn !== null && references[announcements] === 0;
    if (row.status !== 'SCHEDULED' && !isRecord)
      throw new SpeechNotScheduled('The speech was started before.', ['input', 'speech']);
  },
  references: rehearsalOf('speechId'),
  deleteParts: (id) => [sql`DELETE FROM "ProgrammeItem" WHERE "speechId" = ${id}::uuid`],
});
