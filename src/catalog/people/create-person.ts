import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { nameColumns } from '../../derived-columns/name-columns.ts';
import { creating, sample } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { insertRows } from '../../mutations/write-rows.ts';
import { nameTranslations, representedCountry } from './person-input.ts';

export const createPerson = defineMutation({
  name: 'createPerson',
  input: z.object({
    nameTranslations,
    country: representedCountry,
    sample,
    ...creating,
  }),
  rights: requireStaff,
  load: async () => null,
  decide(_loaded, { nameTranslations: names, country, sample }, { newId }) {
    const id = newId();
    const person = { names, country, sample };
    return {
      result: { person: id },
      writes: insertRows('Person', [{ id, ...person, ...nameColumns(names) }]),
      audit: [{ type: 'Person', id, before: null, after: person }],
    };
  },
});
