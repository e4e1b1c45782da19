import type { OutputFields } from '../../graphql/builder.ts';
import { deletionField } from '../../mutations/deletion-field.ts';
import { mutationField } from '../../mutations/mutation-field.ts';
import { createPerson } from './create-person.ts';
import { deletePerson, updatePerson } from './update-person.ts';

function personOutput<Result extends { person: string }>(t: OutputFields<Result>) {
  return t.prismaField({
    type: 'Person',
    description: 'The person after the change.',
    resolve: (query, { person }, _args, { database }) =>
      database.rows.person.findUniqueOrThrow({ ...query, where: { id: person } }),
  });
}

mutationField(createPerson, {
  description: 'Adds a person who is going to speak. Requires an operator or organizer.',
  success: 'The person is added.',
  fields: (t) => ({ person: personOutput(t) }),
});

mutationField(updatePerson, {
  description:
    'Changes a person: absent fields keep their values; a list replaces the previous list. Announcements keep the name that they were made with. Requires an organizer, or the operator who added the person.',
  success: 'The person is changed.',
  fields: (t) => ({ person: personOutput(t) }),
});

deletionField(deletePerson, {
  noun: 'person',
  description:
    'Deletes a person who gives no speech. Requires an organizer, or the operator who added the person.',
});
