/** The five editions with their venues, industries, rates and streams. */
import { createStreams } from '../../src/announcements/create-streams.ts';
import { type EditionNumber, editionNumbers, editions } from './editions.ts';
import { industryId } from './industries.ts';
import { languages, localized } from './localized.ts';
import { seedIds } from './seed-id.ts';
import { seriesId, seriesNames } from './series.ts';
import type { Transaction } from './transaction.ts';

export const exhibitionId = seedIds('exhibition', editionNumbers);
export const venueId = seedIds(
  'venue',
  editionNumbers.flatMap((edition) => editions[edition].venues.map((_, index) => `${edition}/${index}`)),
);

const englishOrdinals = { 1: '1st', 2: '2nd', 3: '3rd', 4: '4th', 5: '5th' };
const chineseNumerals = { 1: '一', 2: '二', 3: '三', 4: '四', 5: '五' };

export async function writeExhibitions(tx: Transaction): Promise<void> {
  await tx.exhibition.createMany({ data: editionNumbers.map(exhibitionRow), skipDuplicates: true });
  await tx.venue.createMany({ data: editionNumbers.flatMap(venueRows), skipDuplicates: true });
  await tx.focusIndustry.createMany({ data: editionNumbers.flatMap(focusRows), skipDuplicates: true });
  await tx.exchangeRate.createMany({ data: editionNumbers.flatMap(rateRows), skipDuplicates: true });
  for (const edition of editionNumbers) await createMissingStreams(tx, exhibitionId(edition));
}

function exhibitionRow(edition: EditionNumber) {
  const { year, startsOn, endsOn, theme, sample } = editions[edition];
  return {
    id: exhibitionId(edition),
    seriesId,
    edition,
    slug: `yancheng-${year}`,
    names: localized(
      `${englishOrdinals[edition]} ${seriesNames.en}`,
      `第${chineseNumerals[edition]}届${seriesNames.zh}`,
      `제${edition}회 ${seriesNames.ko}`,
    ),
    ...(theme && { theme: localized(...theme) }),
    startsOn: new Date(startsOn),
    endsOn: new Date(endsOn),
    timeZone: 'Asia/Shanghai',
    languages,
    reportingCurrencyCode: 'CNY',
    sample,
  };
}

function venueRows(edition: EditionNumber) {
  return editions[edition].venues.map(({ names, city, country, timeZone }, position) => ({
    id: venueId(`${edition}/${position}`),
    exhibitionId: exhibitionId(edition),
    position,
    names: localized(...names),
    city: localized(...city),
    country,
    timeZone,
  }));
}

function focusRows(edition: EditionNumber) {
  return (editions[edition].focus ?? []).map((code, position) => ({
    exhibitionId: exhibitionId(edition),
    industryId: industryId(code),
    position,
  }));
}

function rateRows(edition: EditionNumber) {
  const { rates, startsOn } = editions[edition];
  return Object.entries(rates).map(([currencyCode, rate]) => ({
    exhibitionId: exhibitionId(edition),
    currencyCode,
    rate,
    date: new Date(startsOn),
    source: 'Sample rate, not a quotation',
    sample: true,
  }));
}

/** Streams have random ids and epochs, unlike the other rows: a cursor of one database is invalid in another. */
async function createMissingStreams(tx: Transaction, exhibition: string): Promise<void> {
  const existing = await tx.announcementStream.count({ where: { exhibitionId: exhibition } });
  if (existing > 0) return;
  for (const statement of createStreams(exhibition)) await tx.$executeRaw(statement);
}
