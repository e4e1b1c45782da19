import { z } from 'zod';
import { requireOrganizer } from '../../auth/policies.ts';
import type { Context } from '../../graphql/context.ts';
import { change } from '../../mutations/change.ts';
import { localized, readInput, slug } from '../../mutations/validators.ts';

const schema = z.object({ code: slug, nameTranslations: localized() });

export async function createIndustry(context: Context, raw: unknown): Promise<{ industry: string }> {
  requireOrganizer(context.identity);
  const input = readInput(schema, raw);
  return change(context, { mutation: 'createIndustry' }, async ({ tx, audit }) => {
    const { id } = await tx.industry.create({
      data: { code: input.code, names: input.nameTranslations },
      select: { id: true },
    });
    audit({ type: 'Industry', id, after: input });
    return { industry: id };
  });
}
