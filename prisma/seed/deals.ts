/** The deals of all editions. All are invented, except for one of deals-of-2021.ts. */

import { indexColumns } from '../../src/derived-columns/index-deals.ts';
import { reportingAmountsSql } from '../../src/derived-columns/reporting-amounts.ts';
import type { DealCategory, Instrument, PartyRole } from '../generated/client/enums.ts';
import { dealsOf2019 } from './deals-of-2019.ts';
import { dealsOf2020 } from './deals-of-2020.ts';
import { dealsOf2021 } from './deals-of-2021.ts';
import { dealsOf2022 } from './deals-of-2022.ts';
import { dealsOf2023 } from './deals-of-2023.ts';
import { type EditionNumber, editionNumbers, openingOf } from './editions.ts';
import { exhibitionId } from './exhibitions.ts';
import { type IndustryCode, industryId } from './industries.ts';
import { localized, type Texts } from './localized.ts';
import { findable, type OrganizationKey, organizationId } from './organizations.ts';
import { seedIds } from './seed-id.ts';
import { asReported, type SourceKey } from './sources.ts';
import type { Transaction } from './transaction.ts';

export interface SeedDeal {
  key: string;
  titles: Texts;
  category: DealCategory;
  instrument: Instrument;
  /** Null if the amount is not disclosed. */
  amount: readonly [amount: string, currency: 'CNY' | 'USD' | 'KRW'] | null;
  industry: IndustryCode;
  parties: readonly (readonly [organization: OrganizationKey, role: PartyRole])[];
  /** Further reported facts on the deal. */
  note?: Texts;
  /** Only a reported deal has sources. All others are sample data. */
  sources?: readonly SourceKey[];
}

/** In the order in which they are signed. */
const byEdition: Record<EditionNumber, readonly SeedDeal[]> = {
  1: dealsOf2019,
  2: dealsOf2020,
  3: dealsOf2021,
  4: dealsOf2022,
  5: dealsOf2023,
};

export const dealId = seedIds(
  'deal',
  editionNumbers.flatMap((edition) => dealKeysOf(edition)),
);

export function dealKeysOf(edition: EditionNumber): string[] {
  return byEdition[edition].map((deal) => deal.key);
}

export async function writeDeals(tx: Transaction): Promise<void> {
  for (const edition of editionNumbers) {
    const deals = byEdition[edition];
    await tx.deal.createMany({ data: deals.map((deal) => dealRow(deal, edition)), skipDuplicates: true });
    await tx.dealParty.createMany({ data: deals.flatMap(partyRows), skipDuplicates: true });
    await tx.$executeRaw(reportingAmountsSql(exhibitionId(edition)));
    for (const { key, sources } of deals) {
      if (!sources) continue;
      const data = { sources: { connect: asReported(sources) } };
      await tx.deal.update({ where: { id: dealId(key) }, data, select: { id: true } });
    }
  }
}

const plannedDaysAhead = 14;
const dayMs = 86_400_000;

function dealRow(
  { key, titles, category, instrument, amount, industry, parties, note, sources }: SeedDeal,
  edition: EditionNumber,
) {
  const names = localized(...titles);
  const plannedAt = new Date(openingOf(edition).getTime() - plannedDaysAhead * dayMs);
  return {
    id: dealId(key),
    exhibitionId: exhibitionId(edition),
    titles: names,
    category,
    instrument,
    amount: amount?.[0] ?? null,
    currencyCode: amount?.[1] ?? null,
    industryId: industryId(industry),
    latestAt: plannedAt,
    ...(note && { notes: localized(...note) }),
    sample: sources === undefined,
    ...indexColumns(
      names,
      parties.map(([organization]) => findable(organization)),
    ),
  };
}

function partyRows({ key, parties }: SeedDeal) {
  return parties.map(([organization, role], position) => ({
    dealId: dealId(key),
    organizationId: organizationId(organization),
    role,
    position,
  }));
}
