import { z } from 'zod';
import { requireOrganizer } from '../../auth/policies.ts';
import { AlreadyExists } from '../../errors/user-errors.ts';
import { creating } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { localized, slug } from '../../mutations/validators.ts';
import { insertRows } from '../../mutations/write-rows.ts';

export const createIndustry = defineMutation({
  name: 'createIndustry',
  input: z.object({
    code: slug.describe('A slug, such as automobiles. Filters and inputs name the industry by it.'),
    nameTranslations: localized().describe('The name, in each language that it exists in.'),
    ...creating,
  }),
  rights: requireOrganizer,
  errors: [AlreadyExists],
  load: async () => null,
  decide(_loaded, { code, nameTranslations: names }, { newId }) {
    const id = newId();
    return {
      result: { industry: id },
      writes: insertRows('Industry', [{ id, code, names }]),
      audit: [{ type: 'Industry', id, before: null, after: { code, names } }],
    };
  },
});
