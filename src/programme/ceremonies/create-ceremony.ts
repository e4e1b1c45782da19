import { z } from 'zod';
import { requireOperator, requireStaff } from '../../auth/policies.ts';
import { InvalidInput } from '../../errors/user-errors.ts';
import type { Context } from '../../graphql/context.ts';
import { change } from '../../mutations/change.ts';
import { requireRow } from '../../mutations/require-row.ts';
import { instant, localized, nodeId, readInput } from '../../mutations/validators.ts';
import { inOrderOf } from '../../text/localized-text.ts';
import { programmeInput, replaceProgramme } from './programme.ts';

const schema = z
  .object({
    exhibition: nodeId('Exhibition'),
    kind: z.enum(['OPENING', 'SIGNING', 'CLOSING']),
    nameTranslations: localized(),
    startsAt: instant,
    endsAt: instant.nullish(),
    venues: z.array(nodeId('Venue')).max(20).nullish(),
    invitedGuests: z.int().min(0).max(10_000_000).nullish(),
    programme: programmeInput.nullish(),
    sample: z.boolean().nullish(),
  })
  .refine(({ startsAt, endsAt }) => !endsAt || endsAt > startsAt, {
    path: ['endsAt'],
    error: 'is not after startsAt',
  });

export async function createCeremony(context: Context, raw: unknown): Promise<{ ceremony: string }> {
  requireStaff(context.identity);
  const input = readInput(schema, raw);
  return change(context, { mutation: 'createCeremony' }, async ({ tx, audit }) => {
    const exhibition = await requireRow(
      tx.exhibition.findUnique({
        where: { id: input.exhibition },
        select: { id: true, slug: true, languages: true, venues: { select: { id: true } } },
      }),
      'exhibition',
      ['input', 'exhibition'],
    );
    requireOperator(context.identity, exhibition.slug);
    const venues = input.venues ?? [];
    for (const [index, venue] of venues.entries()) {
      if (!exhibition.venues.some(({ id }) => id === venue)) {
        throw InvalidInput.at(['input', 'venues', String(index)], 'is not a venue of this exhibition');
      }
    }
    const { id } = await tx.ceremony.create({
      data: {
        exhibitionId: exhibition.id,
        kind: input.kind,
        names: inOrderOf(exhibition.languages, input.nameTranslations),
        startsAt: input.startsAt,
        endsAt: input.endsAt ?? null,
        invitedGuests: input.invitedGuests ?? null,
        sample: input.sample ?? false,
        venues: { create: [...new Set(venues)].map((venueId, position) => ({ venueId, position })) },
      },
      select: { id: true },
    });
    const path = ['input', 'programme'];
    await replaceProgramme(tx, { id, exhibitionId: exhibition.id }, input.programme ?? [], path);
    audit({ exhibition: exhibition.id, type: 'Ceremony', id, after: input });
    return { ceremony: id };
  });
}
