/**
 * Exhibitions of the requested size, inserted directly into the tables in the form in which the API writes them:
 * signed deals with their announcements and totals, and planned deals to sign.
 */
import { randomUUID } from 'node:crypto';
import type { DealSnapshot, OrganizationSnapshot } from '../src/announcements/content.ts';
import { createStreams } from '../src/announcements/create-streams.ts';
import { noTotals, type TotalsState } from '../src/announcements/totals.ts';
import type { Database } from '../src/database/database.ts';
import { indexColumns } from '../src/derived-columns/index-deals.ts';
import { convert, type Rate } from '../src/money/money.ts';
import { searchColumns } from '../src/text/search-text.ts';
import { addUp } from '../test/support/add-up.ts';

export interface Filling {
  exhibitions: number;
  /** In total, distributed over the exhibitions. */
  signedDeals: number;
  /** Per exhibition, for the benchmark to sign. */
  plannedDeals: number;
}

const batchRows = 2_000;
const fewestCompanies = 400;
const dealsPerCompany = 20;
const reportingCurrency = 'CNY';
const currencies = ['CNY', 'USD', 'EUR'] as const;
const countries = ['CN', 'KR', 'DE', 'JP', 'US'] as const;
const places = ['Yancheng', 'Seoul', 'Hamburg', 'Osaka', 'Detroit'] as const;
const trades =
  'automobiles batteries displays logistics machinery medicine new-energy semiconductors shipping software steel textiles'.split(
    ' ',
  );
const rates: Rate[] = [
  { currency: 'EUR', rate: '7.8', date: '2030-05-01', source: 'Bench', sample: true },
  { currency: 'USD', rate: '7.2', date: '2030-05-01', source: 'Bench', sample: true },
];

const begin = Date.parse('2030-05-06T09:00:00+08:00');
const en = (text: string) => [{ language: 'en', text }];
const pick = <T>(items: readonly T[], number: number): T => items[number % items.length]!;

export const slugOf = (exhibition: number): string => `bench-${exhibition + 1}`;

export async function fillDatabase(database: Database, filling: Filling): Promise<void> {
  const industries = trades.map((code) => ({ id: randomUUID(), code, names: en(code), createdAt: at(0) }));
  const companies = Math.max(fewestCompanies, Math.ceil(filling.signedDeals / dealsPerCompany));
  const organizations = Array.from({ length: companies }, (_, index) => organization(index, industries));
  const series = { id: randomUUID(), slug: 'bench', names: en('Bench Expo'), hostCity: en('Yancheng') };
  await insert(database, 'Industry', industries);
  await insert(
    database,
    'Organization',
    organizations.map(({ row }) => row),
  );
  await insert(database, 'ExhibitionSeries', [
    { ...series, hostCountry: 'CN', partnerCountries: ['KR'], sample: true, createdAt: at(0) },
  ]);
  for (let index = 0; index < filling.exhibitions; index++) {
    const signed = Math.floor((filling.signedDeals + index) / filling.exhibitions);
    const exhibitionId = await fillExhibition(database, series.id, index);
    const { streamId, epoch, ceremonyId } = await openCeremony(database, exhibitionId);
    let totals = noTotals();
    for (let from = 0; from < signed + filling.plannedDeals; from += batchRows) {
      const to = Math.min(from + batchRows, signed + filling.plannedDeals);
      const rows = new DealRows();
      for (let number = from; number < to; number++) {
        const deal = dealSnapshot(number, industries, organizations);
        const isSigned = number < signed;
        rows.add(deal, {
          exhibitionId,
          industryId: pick(industries, number).id,
          number,
          isSigned,
          ceremonyId,
        });
        if (isSigned) {
          totals = addUp(totals, deal, 1);
          rows.announce(deal, { streamId, epoch, number, totals });
        }
      }
      await rows.insertInto(database);
    }
    await database.pool.query('UPDATE "AnnouncementStream" SET "head" = $2, "totals" = $3 WHERE "id" = $1', [
      streamId,
      signed,
      totals,
    ]);
  }
}

const at = (seconds: number) => new Date(begin + seconds * 1000).toISOString();

interface IndustryRow {
  id: string;
  code: string;
  names: { language: string; text: string }[];
}

function organization(index: number, industries: readonly IndustryRow[]) {
  const snapshot: OrganizationSnapshot = {
    id: randomUUID(),
    kind: 'COMPANY',
    names: en(`${pick(places, index)} ${pick(trades, index * 7)} works ${index + 1}`),
    country: pick(countries, index),
  };
  const name = snapshot.names[0]!.text;
  const row = {
    ...snapshot,
    industryId: pick(industries, index * 7).id,
    publicSince: at(0),
    ...searchColumns([name]),
    sortName: name.toLowerCase(),
    version: 1,
    sample: true,
    createdAt: at(0),
  };
  return { snapshot, row };
}

function dealSnapshot(
  number: number,
  industries: readonly IndustryRow[],
  organizations: readonly { snapshot: OrganizationSnapshot }[],
): DealSnapshot {
  const { code, names } = pick(industries, number);
  const amount = {
    amount: `${((number * 7_919) % 90_000) + 10_000}000.00`,
    currency: pick(currencies, number),
  };
  return {
    id: randomUUID(),
    titles: en(`Phase ${(number % 9) + 1} of the ${code} base, contract ${number + 1}`),
    category: 'INVESTMENT',
    instrument: number % 3 === 0 ? 'FRAMEWORK_AGREEMENT' : 'CONTRACT',
    amount,
    converted: convert(amount, reportingCurrency, rates),
    industry: { code, names },
    parties: [
      { role: 'INVESTOR', organization: pick(organizations, number * 3).snapshot },
      { role: 'HOST', organization: pick(organizations, number * 3 + 1).snapshot },
    ],
    sample: true,
  };
}

class DealRows {
  readonly #deals: object[] = [];
  readonly #parties: object[] = [];
  readonly #announcements: object[] = [];

  add(
    deal: DealSnapshot,
    place: {
      exhibitionId: string;
      industryId: string;
      number: number;
      isSigned: boolean;
      ceremonyId: string;
    },
  ): void {
    const { exhibitionId, industryId, number, isSigned, ceremonyId } = place;
    this.#deals.push({
      id: deal.id,
      exhibitionId,
      titles: deal.titles,
      category: deal.category,
      instrument: deal.instrument,
      amount: deal.amount!.amount,
      currencyCode: deal.amount!.currency,
      industryId,
      status: isSigned ? 'SIGNED' : 'PLANNED',
      rehearsalStatus: 'PLANNED',
      signedAt: isSigned ? at(number) : null,
      ceremonyId: isSigned ? ceremonyId : null,
      version: 1,
      sample: true,
      createdAt: at(0),
      latestAt: isSigned ? at(number) : at(-number),
      amountInReportingCurrency: deal.converted!.money.amount,
      ...indexColumns(
        deal.titles,
        deal.parties.map((party) => party.organization),
      ),
    });
    for (const [position, { role, organization }] of deal.parties.entries())
      this.#parties.push({ dealId: deal.id, organizationId: organization.id, role, position });
  }

  announce(
    deal: DealSnapshot,
    place: { streamId: string; epoch: string; number: number; totals: TotalsState },
  ): void {
    const { streamId, epoch, number, totals } = place;
    this.#announcements.push({
      id: randomUUID(),
      streamId,
      sequence: number + 1,
      epoch,
      kind: 'DEAL_SIGNED',
      announcedAt: at(number),
      dealId: deal.id,
      content: { deal },
      totals: { ...totals, reportingCurrency, rates },
    });
  }

  async insertInto(database: Database): Promise<void> {
    await insert(database, 'Deal', this.#deals);
    await insert(database, 'DealParty', this.#parties);
    await insert(database, 'Announcement', this.#announcements);
  }
}

async function fillExhibition(database: Database, seriesId: string, index: number): Promise<string> {
  const id = randomUUID();
  await insert(database, 'Exhibition', [
    {
      id,
      seriesId,
      edition: index + 1,
      slug: slugOf(index),
      names: en(`Bench Expo ${index + 1}`),
      startsOn: '2030-05-06',
      endsOn: '2030-05-10',
      timeZone: 'Asia/Shanghai',
      languages: ['en'],
      reportingCurrencyCode: reportingCurrency,
      version: 1,
      sample: true,
      createdAt: at(0),
    },
  ]);
  await insert(
    database,
    'ExchangeRate',
    rates.map(({ currency, ...rate }) => ({ exhibitionId: id, currencyCode: currency, ...rate })),
  );
  return id;
}

async function openCeremony(database: Database, exhibitionId: string) {
  const ceremonyId = randomUUID();
  await insert(database, 'Ceremony', [
    {
      id: ceremonyId,
      exhibitionId,
      kind: 'OPENING',
      names: en('Opening'),
      startsAt: at(0),
      status: 'OPEN',
      rehearsalStatus: 'PLANNED',
      openedAt: at(0),
      version: 1,
      programmeVersion: 1,
      sample: true,
      createdAt: at(0),
    },
  ]);
  for (const statement of createStreams(exhibitionId)) await database.prisma.$executeRaw(statement);
  const { id: streamId, epoch } = await database.prisma.announcementStream.findUniqueOrThrow({
    where: { exhibitionId_mode: { exhibitionId, mode: 'LIVE' } },
    select: { id: true, epoch: true },
  });
  return { ceremonyId, streamId, epoch };
}

/** All rows have the columns of the first one. A column that it omits has its default. */
async function insert(database: Database, table: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!)
    .map((name) => `"${name}"`)
    .join(', ');
  await database.pool.query(
    `INSERT INTO "${table}" (${columns})
     SELECT ${columns} FROM json_populate_recordset(NULL::"${table}", $1::json)`,
    [JSON.stringify(rows)],
  );
}
