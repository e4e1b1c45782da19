import { encodeNodeId } from '../graphql/global-id.ts';
import { mutationField } from '../mutations/mutation-field.ts';
import { AuditRecordRef } from './audit-record.schema.ts';
import { undo } from './undo.ts';

mutationField(undo, {
  description:
    'Undoes the last change of an object: restores what was changed, archived, merged or deleted. Refused if the change was announced, if it added the object, or if something was changed since. An undo is a change too: the next one reverses it. Requires an operator or organizer: organizers undo every change, operators their own.',
  success: 'The change is undone.',
  fields: (t) => ({
    object: t.node({
      description: 'The object as it was before the change. Null if an undo removed it again.',
      id: ({ typename, object }) => encodeNodeId(typename, object),
    }),
    undone: t.prismaField({
      type: AuditRecordRef,
      description: 'The audit record of the change that was undone.',
      resolve: (query, { record }, _args, { database }) =>
        database.rows.auditRecord.findUniqueOrThrow({ ...query, where: { id: record } }),
    }),
  }),
});
