import type { CeremonySnapshot } from '../../announcements/content.ts';
import type { Identity } from '../../auth/identity.ts';
import { requireOperator } from '../../auth/policies.ts';
import { NotFound } from '../../errors/user-errors.ts';
import type { Transaction } from '../../mutations/change.ts';
import { asLocalizedText } from '../../text/localized-text.ts';
import { exhibitionColumns } from '../announcing-exhibition.ts';

/** A ceremony as a verb works on it, locked. */
export async function loadCeremonyForUpdate(tx: Transaction, identity: Identity, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "Ceremony" WHERE "id" = ${id}::uuid FOR NO KEY UPDATE`;
  const ceremony = await tx.ceremony.findUnique({
    where: { id },
    include: { exhibition: { select: exhibitionColumns } },
  });
  if (!ceremony) throw new NotFound('ceremony', ['input', 'ceremony']);
  requireOperator(identity, ceremony.exhibition.slug);
  return ceremony;
}

export type LoadedCeremony = Awaited<ReturnType<typeof loadCeremonyForUpdate>>;

export function ceremonySnapshot({ id, kind, names }: LoadedCeremony): CeremonySnapshot {
  return { id, kind, names: asLocalizedText(names) };
}
