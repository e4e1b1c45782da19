import { z } from 'zod';
import { requireOperator, requireStaff } from '../../auth/policies.ts';
import { InvalidInput } from '../../errors/user-errors.ts';
import type { Context } from '../../graphql/context.ts';
import { change } from '../../mutations/change.ts';
import { requireRow } from '../../mutations/require-row.ts';
import { nodeId, readInput, text } from '../../mutations/validators.ts';

const schema = z.object({
  exhibition: nodeId('Exhibition'),
  organization: nodeId('Company', 'PublicBody'),
  mainExhibitor: nodeId('Exhibitor').nullish(),
  hall: text(80).nullish(),
  booth: text(80).nullish(),
  sample: z.boolean().nullish(),
});

/** From here on the public knows of the organization. */
export async function registerExhibitor(context: Context, raw: unknown): Promise<{ exhibitor: string }> {
  requireStaff(context.identity);
  const input = readInput(schema, raw);
  return change(context, { mutation: 'registerExhibitor' }, async ({ tx, at, audit }) => {
    const exhibition = await requireRow(
      tx.exhibition.findUnique({ where: { id: input.exhibition }, select: { id: true, slug: true } }),
      'exhibition',
      ['input', 'exhibition'],
    );
    requireOperator(context.identity, exhibition.slug);
    await requireRow(
      tx.organization.findUnique({ where: { id: input.organization }, select: { id: true } }),
      'organization',
      ['input', 'organization'],
    );
    if (input.mainExhibitor) {
      const main = await requireRow(
        tx.exhibitor.findUnique({ where: { id: input.mainExhibitor } }),
        'exhibitor',
        ['input', 'mainExhibitor'],
      );
      if (main.exhibitionId !== exhibition.id || main.role !== 'MAIN') {
        throw InvalidInput.at(['input', 'mainExhibitor'], 'is not a main exhibitor of this exhibition');
      }
    }
    const { id } = await tx.exhibitor.create({
      data: {
        exhibitionId: exhibition.id,
        organizationId: input.organization,
        role: input.mainExhibitor ? 'CO' : 'MAIN',
        mainExhibitorId: input.mainExhibitor ?? null,
        hall: input.hall ?? null,
        booth: input.booth ?? null,
        sample: input.sample ?? false,
      },
      select: { id: true },
    });
    await tx.organization.updateMany({
      where: { id: input.organization, publicSince: null },
      data: { publicSince: at },
    });
    audit({ exhibition: exhibition.id, type: 'Exhibitor', id, after: input });
    return { exhibitor: id };
  });
}
