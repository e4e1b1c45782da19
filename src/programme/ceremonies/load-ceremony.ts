import type { AnnouncedCeremony } from '../../announcements/content.ts';
import type { Identity } from '../../auth/identity.ts';
import { requireOperator } from '../../auth/policies.ts';
import type { Transaction } from '../../mutations/change.ts';
import { NotFound } from '../../errors/refusals.ts';
import { exhibitionColumns } from '../announcing-exhibition.ts';
import { asLocalizedText } from '../../text/localized-text.ts';

/** A ceremony as a verb works on it, locked. */
export async function stageCeremony(tx: Transaction, identity: Identity, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "Ceremony" WHERE "id" = ${id}::uuid FOR NO KEY UPDATE`;
  const ceremony = await tx.ceremony.findUnique({
    where: { id },
    include: { exhibition: { select: exhibitionColumns } },
  });
  if (!ceremony) throw new NotFound('ceremony', ['input', 'ceremony']);
  requireOperator(identity, ceremony.exhibition.slug);
  return ceremony;
}

export type StagedCeremony = Awaited<ReturnType<typeof stageCeremony>>;

export function announcedCeremony({ id, kind, names }: StagedCeremony): AnnouncedCeremony {
  return { id, kind, names: asLocalizedText(names) };
}
