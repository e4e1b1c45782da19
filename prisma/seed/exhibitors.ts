/** The exhibitors of each edition. All booths are invented: no report lists them. */

import { type EditionNumber, editionNumbers, openingOf } from './editions.ts';
import { exhibitionId } from './exhibitions.ts';
import { type OrganizationKey, organizationId } from './organizations.ts';
import { seedIds } from './seed-id.ts';
import type { Transaction } from './transaction.ts';

interface Halls {
  /** Main exhibitors by hall, in the order of their booths. */
  [hall: string]: readonly OrganizationKey[];
}

const halls: Record<EditionNumber, Halls> = {
  1: {
    A: ['ccoic', 'yancheng', 'yancheng-zone', 'yancheng-park', 'saemangeum-park'],
    B: ['kia', 'yueda', 'hyundai-mobis', 'sk-innovation', 'lg', 'tongwei'],
  },
  2: {
    A: ['ccoic', 'yancheng-zone', 'yancheng-park', 'yantai-park', 'huizhou-park'],
    B: ['kia', 'yueda', 'hyundai-mobis', 'human-horizons', 'faurecia'],
    C: ['sk-innovation', 'tongwei', 'samsung'],
  },
  3: {
    A: ['ccoic', 'yancheng', 'yancheng-zone', 'yancheng-park'],
    B: ['kia', 'hyundai-motor-group', 'yueda', 'human-horizons', 'byd'],
    C: ['sk-innovation', 'tongwei', 'samsung', 'lg', 'haesung'],
  },
  4: {
    A: ['ccoic', 'yancheng', 'yancheng-zone', 'yancheng-park', 'saemangeum-park'],
    B: ['kia', 'hyundai-motor-group', 'yueda', 'byd', 'faurecia'],
    C: ['sk-innovation', 'tongwei', 'samsung', 'lg', 'ia'],
    D: ['siemens', 'lafarge'],
  },
  5: {
    A: ['ccoic', 'yancheng', 'yancheng-zone', 'yancheng-park', 'yantai-park', 'huizhou-park'],
    B: [
      'kia',
      'hyundai-motor-group',
      'yueda',
      'human-horizons',
      'byd',
      'faurecia',
      'beispiel-antriebstechnik',
    ],
    C: ['sk-on', 'tongwei', 'gyeonbon-battery-materials', 'saemangeum-park'],
    D: ['samsung', 'lg', 'haesung', 'ia', 'mihon-denshi', 'yangben-software'],
    E: ['siemens', 'lafarge', 'musterwerk-automation', 'mihon-robotics', 'straits-example-logistics'],
  },
};

/** Exhibitors at the booth of a main exhibitor. */
const coExhibitors: Record<
  EditionNumber,
  readonly (readonly [co: OrganizationKey, main: OrganizationKey])[]
> = {
  1: [],
  2: [],
  3: [['hyundai-mobis', 'hyundai-motor-group']],
  4: [
    ['hyundai-mobis', 'hyundai-motor-group'],
    ['sk-on', 'sk-innovation'],
  ],
  5: [
    ['hyundai-mobis', 'hyundai-motor-group'],
    ['sk-innovation', 'sk-on'],
    ['gyeonbon-soft', 'lg'],
    ['yangben-precision', 'yueda'],
  ],
};

interface Stand {
  edition: EditionNumber;
  organization: OrganizationKey;
  main?: OrganizationKey;
  hall: string;
  booth: string;
}

function standsOf(edition: EditionNumber): Stand[] {
  const mains = Object.entries(halls[edition]).flatMap(([hall, organizations]) =>
    organizations.map((organization, index) => {
      const booth = `${hall}${String(index + 1).padStart(2, '0')}`;
      return { edition, organization, hall, booth };
    }),
  );
  const cos = coExhibitors[edition].map(([organization, main]) => {
    const { hall, booth } = mains.find((each) => each.organization === main)!;
    return { edition, organization, main, hall, booth };
  });
  return [...mains, ...cos];
}

const stands = editionNumbers.flatMap(standsOf);
const keyOf = (edition: EditionNumber, organization: OrganizationKey) => `${edition}/${organization}`;
const exhibitorId = seedIds(
  'exhibitor',
  stands.map(({ edition, organization }) => keyOf(edition, organization)),
);

export async function writeExhibitors(tx: Transaction): Promise<void> {
  await tx.exhibitor.createMany({
    data: stands.map(({ edition, organization, main, hall, booth }) => ({
      id: exhibitorId(keyOf(edition, organization)),
      exhibitionId: exhibitionId(edition),
      organizationId: organizationId(organization),
      role: main ? ('CO' as const) : ('MAIN' as const),
      mainExhibitorId: main ? exhibitorId(keyOf(edition, main)) : null,
      hall,
      booth,
      sample: true,
    })),
    skipDuplicates: true,
  });
  for (const edition of editionNumbers) await makePublic(tx, edition);
}

/** Makes exhibitors public, as registerExhibitor does, with the opening of the exhibition as the time. */
async function makePublic(tx: Transaction, edition: EditionNumber): Promise<void> {
  const exhibiting = stands.filter((stand) => stand.edition === edition);
  await tx.organization.updateMany({
    where: { id: { in: exhibiting.map((stand) => organizationId(stand.organization)) }, publicSince: null },
    data: { publicSince: openingOf(edition) },
  });
}
