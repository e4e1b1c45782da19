import { z } from 'zod';
import { requireOrganizer } from '../../auth/policies.ts';
import type { Context } from '../../graphql/context.ts';
import { change } from '../../mutations/change.ts';
import { requireRow } from '../../mutations/require-row.ts';
import {
  country,
  firstYear,
  lastYear,
  localized,
  nodeId,
  readInput,
  slug,
} from '../../mutations/validators.ts';

const schema = z.object({
  slug,
  nameTranslations: localized(),
  hostCityTranslations: localized(),
  hostCountry: country,
  hostSubdivision: z
    .string()
    .regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, 'is not an ISO 3166-2 code, such as CN-JS')
    .nullish(),
  partnerCountries: z.array(country).max(50).nullish(),
  heldSince: z.int().min(firstYear).max(lastYear).nullish(),
  organizer: nodeId('PublicBody', 'Company').nullish(),
  sample: z.boolean().nullish(),
});

export async function createSeries(context: Context, raw: unknown): Promise<{ series: string }> {
  requireOrganizer(context.identity);
  const input = readInput(schema, raw);
  return change(context, { mutation: 'createSeries' }, async ({ tx, at, audit }) => {
    const { organizer, nameTranslations, hostCityTranslations, ...columns } = input;
    if (organizer) {
      await requireRow(tx.organization.findUnique({ where: { id: organizer } }), 'organization', [
        'input',
        'organizer',
      ]);
    }
    const { id } = await tx.exhibitionSeries.create({
      data: {
        ...columns,
        names: nameTranslations,
        hostCity: hostCityTranslations,
        hostSubdivision: input.hostSubdivision ?? null,
        partnerCountries: input.partnerCountries ?? [],
        heldSince: input.heldSince ?? null,
        organizerId: organizer ?? null,
        sample: input.sample ?? false,
      },
      select: { id: true },
    });
    // Whoever organizes a public series is public.
    await tx.organization.updateMany({
      where: { id: organizer ?? id, publicSince: null },
      data: { publicSince: at },
    });
    audit({ type: 'ExhibitionSeries', id, after: input });
    return { series: id };
  });
}
