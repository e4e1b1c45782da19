/** A real series of exhibitions: the names, the host and the organizer are as reported. */

import { localized } from './localized.ts';
import { organizationId } from './organizations.ts';
import { seedId } from './seed-id.ts';
import type { Transaction } from './transaction.ts';

const slug = 'china-korea-expo';
export const seriesId = seedId(`series/${slug}`, 0);

export const seriesNames = {
  en: 'China–Korea Trade and Investment Expo',
  zh: '中韩贸易投资博览会',
  ko: '한중무역투자박람회',
};

export async function writeSeries(tx: Transaction): Promise<void> {
  await tx.exhibitionSeries.createMany({
    data: {
      id: seriesId,
      slug,
      names: localized(seriesNames.en, seriesNames.zh, seriesNames.ko),
      hostCity: localized('Yancheng', '盐城', '옌청'),
      hostCountry: 'CN',
      hostSubdivision: 'CN-JS',
      partnerCountries: ['KR'],
      heldSince: 2019,
      organizerId: organizationId('ccoic'),
    },
    skipDuplicates: true,
  });
  await tx.organization.updateMany({
    where: { id: organizationId('ccoic'), publicSince: null },
    data: { publicSince: new Date('2019-01-01T00:00:00Z') },
  });
}
