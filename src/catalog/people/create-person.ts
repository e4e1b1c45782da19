import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { creating, sample } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { country, localized } from '../../mutations/validators.ts';
import { insertRows } from '../../mutations/write-rows.ts';

export const createPerson = defineMutation({
  name: 'createPerson',
  input: z.object({
    nameTranslations: localized().describe('The name, with one entry per language.'),
    country: country.describe('The country that the speaker represents.'),
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
      writes: insertRows('Person', [{ id, ...person }]),
      audit: [{ type: 'Person', id, before: null, after: person }],
    };
  },
});
