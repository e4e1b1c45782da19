import type { OutputFields } from '../../graphql/builder.ts';
import { boundedList } from '../../graphql/list-limits.ts';
import { deletionField } from '../../mutations/deletion-field.ts';
import { mutationField } from '../../mutations/mutation-field.ts';
import { possibleDuplicates } from '../duplicates/possible-duplicates.ts';
import { createPerson } from './create-person.ts';
import { mergePeople } from './merge-people.ts';
import { personVisibility } from './person.schema.ts';
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
  fields: (t) => ({
    person: personOutput(t),
    possibleDuplicates: t.prismaField({
      type: ['Person'],
      ...boundedList(
        'possibleDuplicates',
        'Others who may be the same: with the same name in a language and the same country. By name.',
      ),
      resolve: (query, { person }, _args, context) =>
        possibleDuplicates(context, personVisibility, query, person),
    }),
  }),
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

mutationField(mergePeople, {
  description:
    'Merges two people who are the same: the survivor gets the speeches of the duplicate, who is archived and names the survivor. Announcements stay as they are. `undo` reverses it while nothing has changed. Requires an organizer.',
  success: 'The people are merged.',
  fields: (t) => ({
    person: t.prismaField({
      type: 'Person',
      description: 'The person who remains.',
      resolve: (query, { survivor }, _args, { database }) =>
        database.rows.person.findUniqueOrThrow({ ...query, where: { id: survivor } }),
    }),
    duplicate: t.prismaField({
      type: 'Person',
      description: 'The person who was merged into the other.',
      resolve: (query, { duplicate }, _args, { database }) =>
        database.rows.person.findUniqueOrThrow({ ...query, where: { id: duplicate } }),
    }),
  }),
});
