import { z } from 'zod';
import { requireOrganizer } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { AlreadyExists, InvalidInput } from '../../errors/user-errors.ts';
import { listLimits } from '../../graphql/list-limits.ts';
import { creating } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { localized, slug } from '../../mutations/validators.ts';
import { insertRows } from '../../mutations/write-rows.ts';

export const createIndustry = defineMutation({
  name: 'createIndustry',
  input: z.object({
    code: slug.describe(
      'The unique code, such as automobiles: lower-case letters, digits and single hyphens. Filters and inputs identify the industry by this code.',
    ),
    nameTranslations: localized().describe('The name, with one entry per language.'),
    ...creating,
  }),
  rights: requireOrganizer,
  errors: [AlreadyExists],
  load: countIndustries,
  decide(industries, { code, nameTranslations: names }, { newId }) {
    const { max } = listLimits.industries;
    if (industries >= max)
      throw InvalidInput.at(
        ['input', 'code'],
        `cannot be added: ${max} industries exist, which is the maximum. Use one of them`,
      );
    const id = newId();
    return {
      result: { industry: id },
      writes: insertRows('Industry', [{ id, code, names }]),
      audit: [{ type: 'Industry', id, before: null, after: { code, names } }],
    };
  },
});

/** The lock blocks other inserts, so the count stays correct until the commit. */
async function countIndustries(read: ReadRows): Promise<number> {
  const [, [row]] = await Promise.all([
    read(sql`LOCK TABLE "Industry" IN SHARE ROW EXCLUSIVE MODE`),
    read<{ count: number }>(sql`SELECT count(*)::int AS count FROM "Industry"`),
  ]);
  return row!.count;
}
