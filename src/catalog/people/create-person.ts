import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import type { Context } from '../../graphql/context.ts';
import { change } from '../../mutations/change.ts';
import { country, localized, readInput } from '../../mutations/validators.ts';

const schema = z.object({ nameTranslations: localized(), country, sample: z.boolean().nullish() });

export async function createPerson(context: Context, raw: unknown): Promise<{ person: string }> {
  requireStaff(context.identity);
  const input = readInput(schema, raw);
  return change(context, { mutation: 'createPerson' }, async ({ tx, audit }) => {
    const { id } = await tx.person.create({
      data: { names: input.nameTranslations, country: input.country, sample: input.sample ?? false },
      select: { id: true },
    });
    audit({ type: 'Person', id, after: input });
    return { person: id };
  });
}
