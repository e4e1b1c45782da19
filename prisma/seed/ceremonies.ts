/** The opening of each edition with its running order. Times and orders are invented, so every ceremony is sample data. */

import { dealId, dealKeysOf } from './deals.ts';
import { type EditionNumber, editionNumbers, editions, openingOf } from './editions.ts';
import { exhibitionId, venueId } from './exhibitions.ts';
import { localized } from './localized.ts';
import type { PersonKey } from './people.ts';
import { seedId, seedIds } from './seed-id.ts';
import { speechesAfter, speechId } from './speeches.ts';
import type { Transaction } from './transaction.ts';

export const ceremonyId = seedIds('ceremony', editionNumbers);

export type ProgrammeEntry = { deal: string } | { speech: PersonKey };

export function programmeOf(edition: EditionNumber): ProgrammeEntry[] {
  return dealKeysOf(edition).flatMap((deal, signings) => [
    ...speechesAfter(signings, edition).map((speech) => ({ speech })),
    { deal },
  ]);
}

export async function writeCeremonies(tx: Transaction): Promise<void> {
  await tx.ceremony.createMany({ data: editionNumbers.map(ceremonyRow), skipDuplicates: true });
  await tx.ceremonyVenue.createMany({ data: editionNumbers.flatMap(venueRows), skipDuplicates: true });
  await tx.programmeItem.createMany({ data: editionNumbers.flatMap(itemRows), skipDuplicates: true });
}

const plannedMs = 2 * 60 * 60_000;

function ceremonyRow(edition: EditionNumber) {
  const startsAt = openingOf(edition);
  return {
    id: ceremonyId(edition),
    exhibitionId: exhibitionId(edition),
    kind: 'OPENING' as const,
    names: localized('Opening ceremony', '开幕式', '개막식'),
    startsAt,
    endsAt: new Date(startsAt.getTime() + plannedMs),
    sample: true,
  };
}

function venueRows(edition: EditionNumber) {
  return editions[edition].venues.map((_, position) => ({
    ceremonyId: ceremonyId(edition),
    venueId: venueId(`${edition}/${position}`),
    position,
  }));
}

function itemRows(edition: EditionNumber) {
  return programmeOf(edition).map((entry, position) => ({
    id: seedId(`programme-item/${edition}/${position}`, edition * 1_000 + position),
    ceremonyId: ceremonyId(edition),
    position,
    ...('deal' in entry ? { dealId: dealId(entry.deal) } : { speechId: speechId(entry.speech) }),
  }));
}
