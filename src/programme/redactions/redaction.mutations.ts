import { mutationField } from '../../mutations/mutation-field.ts';
import { redactPerson } from './redact-person.ts';

mutationField(redactPerson, {
  description:
    'Deletes the names of a person in all languages, the offices of the speeches and their texts and notes, everywhere: announcements, audit records and what `undo` would restore keep nothing of them. Placeholders take their place (`redacted`), totals stay as they are, and the person is archived. It is announced in each stream that showed the person (`PersonRedacted`), and cannot be undone. docs/privacy.md lists what it cannot reach. Requires an organizer of every exhibition at which the person speaks; for a person who was deleted, of all exhibitions.',
  success: 'The personal values are deleted.',
  fields: (t) => ({
    person: t.prismaField({
      type: 'Person',
      nullable: true,
      description: 'The person, with placeholders. Null if the person had been deleted before.',
      resolve: (query, { person }, _args, { database }) =>
        person === null ? null : database.rows.person.findUniqueOrThrow({ ...query, where: { id: person } }),
    }),
    streams: t.exposeInt('streams', {
      description: 'The number of streams in which it was announced. 0 for a person who was redacted before.',
    }),
  }),
});
