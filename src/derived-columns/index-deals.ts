/** The columns by which a deal is found: its titles, and the names and countries of its parties. */
import type { Prisma } from '../../prisma/generated/client/client.ts';
import { asLocalizedText, type LocalizedText } from '../text/localized-text.ts';
import { searchColumns } from '../text/search-text.ts';

interface Party {
  names: LocalizedText;
  country: string;
}

export function indexColumns(titles: LocalizedText, parties: readonly Party[]) {
  const names = parties.flatMap((party) => party.names);
  return {
    countries: [...new Set(parties.map((party) => party.country))].sort(),
    ...searchColumns([...titles, ...names].map((entry) => entry.text)),
  };
}

/** Updates the columns of an organization's deals after its names or its country changed. */
export async function indexDealsOf(tx: Prisma.TransactionClient, organizationId: string): Promise<void> {
  const deals = await tx.deal.findMany({
    where: { parties: { some: { organizationId } } },
    select: {
      id: true,
      titles: true,
      parties: { select: { organization: { select: { names: true, country: true } } } },
    },
  });
  for (const { id, titles, parties } of deals) {
    const columns = indexColumns(
      asLocalizedText(titles),
      parties.map(({ organization }) => ({ ...organization, names: asLocalizedText(organization.names) })),
    );
    await tx.deal.update({ where: { id }, data: columns, select: { id: true } });
  }
}
