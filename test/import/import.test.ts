import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { type ExportFormat, runExport } from '../../src/export/run-export.ts';
import { archiveTables } from '../../src/import/archive-tables.ts';
import { importArchive } from '../../src/import/import-archive.ts';
import type { ImportOptions } from '../../src/import/import-options.ts';
import { type FileToImport, readWorkbook } from '../../src/import/read-workbook.ts';
import { runImport } from '../../src/import/run-import.ts';
import { fileLimits } from '../../src/spreadsheets/file-limits.ts';
import { writeXlsx } from '../../src/spreadsheets/write-xlsx.ts';
import { withoutPause } from '../../src/stream/pause.ts';
import { make, newKey } from '../support/build-exhibition.ts';
import { mutate, query } from '../support/http-client.ts';
import { openPavilion, type TestPavilion, tokenFor } from '../support/pavilion.ts';
import { type Book, expoOfNairobi } from './expo-of-nairobi.ts';

let pavilion: TestPavilion & AsyncDisposable;
let database: Database;
let organizer: string;
beforeAll(async () => {
  pavilion = await openPavilion({ template: 'empty' });
  organizer = await tokenFor(pavilion, 'organizer');
  database = await openDatabase(pavilion.config.database, { onError: () => {} });
});
afterAll(async () => {
  await database.close();
  await pavilion[Symbol.asyncDispose]();
});

async function fileOf(book: Book): Promise<FileToImport> {
  const chunks: Uint8Array[] = [];
  await writeXlsx(
    Object.entries(book).map(([name, rows]) => ({ name, rows })),
    new WritableStream({ write: (chunk) => void chunks.push(chunk) }),
  );
  return { name: 'expo.xlsx', bytes: Buffer.concat(chunks) };
}

async function importFiles(files: FileToImport[], options: Partial<ImportOptions> = {}) {
  const context = {
    database,
    identity: { ...staff, role: 'ORGANIZER' as const },
    requestId: 'import-test',
    requireValid: () => {},
  };
  const workbook = await readWorkbook(files, fileLimits, withoutPause);
  return runImport(context, workbook, {
    isCheck: false,
    skipsInvalid: false,
    pause: withoutPause,
    ...options,
  });
}
const staff = { subject: 'chamber', name: null, scope: 'all' as const, expiresAt: null, tokenId: null };
const importBook = async (book: Book, options: Partial<ImportOptions> = {}) =>
  importFiles([await fileOf(book)], options);
const issuesOf = ({ rows }: Awaited<ReturnType<typeof importFiles>>) =>
  rows.flatMap(({ sheet, row, issues }) => issues.map(({ column, code }) => [sheet, row, column, code]));

const counts = ({ created, updated, unchanged, invalid }: Awaited<ReturnType<typeof importFiles>>) => ({
  created,
  updated,
  unchanged,
  invalid,
});
const totalRows = Object.values(expoOfNairobi).reduce((sum, rows) => sum + rows.length - 1, 0);

const document = `{
  exhibition(idOrSlug: "nairobi-expo-2031") {
    name(language: "sw") startsOn languages reportingCurrency
    venues { name(language: "pt") timeZone }
    exchangeRates { currency rate }
    exhibitors { totalCount nodes { hall booth role organization { name(language: "en") } mainExhibitor { organization { name(language: "en") } } } }
    deals(first: 10) { nodes { title(language: "pt") category instrument amount { amount currency } parties { role organization { country } } } }
    ceremonies { kind startsAt venues { name(language: "en") } programme { title(language: "sw") kind startsAt durationSeconds deal { title(language: "en") } speech { speaker { name(language: "en") } } } }
  }
}`;

describe('a workbook', () => {
  it('is checked without writing anything, and says what it would do', async () => {
    const report = await importBook(expoOfNairobi, { isCheck: true });
    expect(issuesOf(report)).toEqual([]);
    expect(report).toMatchObject({ isCommitted: false, exhibition: 'nairobi-expo-2031', issues: [] });
    // The programme is a list of its ceremony.
    expect(counts(report)).toEqual({ created: totalRows - 4, updated: 4, unchanged: 0, invalid: 0 });
    expect(await query(pavilion.url, '{ exhibitions { totalCount } }')).toEqual({
      exhibitions: { totalCount: 0 },
    });
  });

  it('builds a fair of Kenya and Brazil in three languages', async () => {
    const report = await importBook(expoOfNairobi);
    expect(report.isCommitted).toBe(true);
    const { exhibition } = await query(pavilion.url, document, {}, { token: organizer });
    expect(exhibition).toMatchObject({
      name: 'Maonyesho ya Nairobi 2031',
      startsOn: '2031-08-05',
      languages: ['en', 'pt', 'sw'],
      reportingCurrency: 'KES',
      venues: [{ name: 'Centro de Convenções Kenyatta', timeZone: 'Africa/Nairobi' }],
      exchangeRates: [
        { currency: 'BRL', rate: '23.5' },
        { currency: 'USD', rate: '129.25' },
      ],
      exhibitors: { totalCount: 3 },
      ceremonies: [
        {
          kind: 'OPENING',
          startsAt: '2031-08-05T06:30:00.000Z',
          venues: [{ name: 'Kenyatta Convention Centre' }],
          programme: [
            {
              title: 'Wimbo wa Taifa',
              kind: 'ANTHEM',
              startsAt: '2031-08-05T06:30:00.000Z',
              durationSeconds: 180,
              deal: null,
              speech: null,
            },
            {
              deal: null,
              speech: { speaker: { name: 'Amina Wanjiru' } },
              startsAt: null,
              durationSeconds: 600,
            },
            { deal: { title: 'Tea for São Paulo' }, speech: null },
            { deal: { title: 'Wind farm at Lake Turkana' }, speech: null },
          ],
        },
      ],
    });
    expect(exhibition.deals.nodes).toEqual(
      expect.arrayContaining([
        {
          title: 'Parque eólico no lago Turkana',
          category: 'INVESTMENT',
          instrument: 'CONTRACT',
          amount: { amount: '1250000000.00', currency: 'BRL' },
          parties: [
            { role: 'INVESTOR', organization: { country: 'BR' } },
            { role: 'HOST', organization: { country: 'KE' } },
          ],
        },
      ]),
    );
    const shared = exhibition.exhibitors.nodes.find((each: { role: string }) => each.role === 'CO');
    expect(shared).toMatchObject({
      booth: 'B 7',
      mainExhibitor: { organization: { name: 'Ventos do Sul' } },
    });
  });

  it('is audited as by the verbs, with the caller as the creator', async () => {
    const { rows } = await database.pool.query(
      `SELECT "mutation", count(*)::int AS count FROM "AuditRecord" WHERE "actor" = 'chamber' AND "before" IS NULL GROUP BY 1`,
    );
    const audited = Object.fromEntries(rows.map(({ mutation, count }) => [mutation, count]));
    expect(audited).toMatchObject({ createCompany: 3, createDeal: 2, createPerson: 1, registerExhibitor: 3 });
  });

  it('that is imported again changes nothing, not even a version or an audit record', async () => {
    const count = async () =>
      (
        await database.pool.query(
          `SELECT count(*)::int AS n, (SELECT sum("version")::int FROM "Deal") AS v FROM "AuditRecord"`,
        )
      ).rows[0];
    const before = await count();
    const report = await importBook(expoOfNairobi);
    expect(counts(report)).toEqual({ created: 0, updated: 0, unchanged: totalRows, invalid: 0 });
    expect(await count()).toEqual(before);
  });

  it('without the columns of the plan leaves the plan of the programme', async () => {
    const withoutPlan = expoOfNairobi.Programme!.map((cells) => cells.slice(0, 6));
    const report = await importBook({ Programme: withoutPlan }, { exhibition: 'nairobi-expo-2031' });
    expect(counts(report)).toEqual({ created: 0, updated: 0, unchanged: 4, invalid: 0 });
    const [header, anthem, ...others] = expoOfNairobi.Programme!;
    const cleared = await importBook(
      { Programme: [header!, anthem!.with(7, ''), ...others] },
      { exhibition: 'nairobi-expo-2031' },
    );
    expect(counts(cleared)).toMatchObject({ updated: 4, invalid: 0 });
    const restored = await importBook(
      { Programme: expoOfNairobi.Programme! },
      { exhibition: 'nairobi-expo-2031' },
    );
    expect(counts(restored)).toMatchObject({ updated: 4, invalid: 0 });
  });

  it('with a programme item that is nothing, or two things, is refused at its row', async () => {
    const report = await importBook(
      {
        Programme: [
          ['Ceremony', 'Deal', 'Speech', 'Title (en)', 'Duration in seconds'],
          ['opening', '', '', '', '60'],
          ['opening', 'wind-farm', 'welcome', '', ''],
          ['opening', '', '', 'Break', '0'],
        ],
      },
      { exhibition: 'nairobi-expo-2031' },
    );
    expect(issuesOf(report)).toEqual([
      ['Programme', 2, null, 'INVALID_INPUT'],
      ['Programme', 3, null, 'INVALID_INPUT'],
      ['Programme', 4, 'Duration in seconds', 'INVALID_INPUT'],
    ]);
  });

  it('whose sheets are in any order is the same: rows refer to others of later sheets', async () => {
    const reversed = Object.fromEntries(Object.entries(expoOfNairobi).reverse());
    const report = await importBook(reversed, { isCheck: true });
    expect(counts(report)).toEqual({ created: 0, updated: 0, unchanged: totalRows, invalid: 0 });
  });

  it('with a changed cell changes that field of that row', async () => {
    const [header, first, ...others] = expoOfNairobi.Companies!;
    const report = await importBook({
      Companies: [header!, first!.with(1, 'Kericho Tea Growers'), ...others],
    });
    expect(counts(report)).toEqual({ created: 0, updated: 1, unchanged: 2, invalid: 0 });
    expect(report.rows[0]).toMatchObject({ action: 'UPDATE', changed: ['nameTranslations'] });
    const { companies } = await query(
      pavilion.url,
      '{ companies(filter: { text: "Growers" }) { nodes { nameTranslations { language text } } } }',
      {},
      { token: organizer },
    );
    // The language without a changed cell keeps its text.
    expect(companies.nodes[0].nameTranslations).toEqual(
      expect.arrayContaining([{ language: 'pt', text: 'Chá Kericho' }]),
    );
  });
});

describe('rows with errors', () => {
  const companies = [
    ['Key', 'Name (en)', 'Country', 'Industry', 'Website'],
    ['ok-1', 'Fine Ltd', 'Kenya', 'energy', ''],
    ['bad-1', 'No Country', 'Atlantis', 'energy', ''],
    ['bad-2', 'No Industry', 'KE', 'alchemy', ''],
    ['bad-3', 'Bad Website', 'KE', 'energy', 'ftp://x'],
    ['bad-4', '', 'KE', '', ''],
    ['ok-1', 'Twice', 'KE', '', ''],
    ['', 'No key', 'KE', '', ''],
  ];
  const exhibitors = [
    ['Organization', 'Hall'],
    ['ok-1', 'H1'],
    ['bad-1', 'H1'],
    ['nobody', 'H1'],
  ];
  const book = { Companies: companies, Exhibitors: exhibitors };
  const expected = [
    ['Companies', 3, 'Country', 'INVALID_VALUE'],
    ['Companies', 4, 'Industry', 'INVALID_INPUT'],
    ['Companies', 5, 'Website', 'INVALID_INPUT'],
    ['Companies', 6, 'Name (en)', 'REQUIRED'],
    ['Companies', 7, 'Key', 'DUPLICATE_KEY'],
    ['Companies', 8, 'Key', 'REQUIRED'],
    ['Exhibitors', 3, 'Organization', 'INVALID_REFERENCE'],
    ['Exhibitors', 4, 'Organization', 'UNKNOWN_REFERENCE'],
  ];
  const exhibition = 'nairobi-expo-2031';
  const total = async () =>
    (await query(pavilion.url, '{ companies { totalCount } }', {}, { token: organizer })).companies
      .totalCount;

  it('are each reported with sheet, row, column and code, and keep the others from being written', async () => {
    const before = await total();
    const report = await importBook(book, { exhibition });
    expect(issuesOf(report)).toEqual(expected);
    expect(report.rows.flatMap(({ issues }) => issues.map(({ value }) => value))).toEqual([
      ...['Atlantis', 'alchemy', 'ftp://x', null, 'ok-1', null, 'bad-1', 'nobody'],
    ]);
    expect(report.isCommitted).toBe(false);
    expect(await total()).toBe(before);
  });

  it('are left out if the caller wants the others', async () => {
    const before = await total();
    const report = await importBook(book, { exhibition, skipsInvalid: true });
    expect(issuesOf(report)).toEqual(expected);
    expect(counts(report)).toEqual({ created: 2, updated: 0, unchanged: 0, invalid: 8 });
    expect(await total()).toBe(before + 1);
  });

  it('of a deal and its parties are reported where they are', async () => {
    const report = await importBook(
      {
        Deals: [
          ['Key', 'Title (en)', 'Category', 'Instrument', 'Amount', 'Currency', 'Industry'],
          ['d-1', 'One party', 'Trade', 'Contract', '1250,50', 'KES', 'energy'],
          ['d-2', 'Too precise', 'Trade', 'Contract', '1.2345', 'KES', 'energy'],
          ['d-3', 'No currency', 'Trade', 'Contract', '12', '', 'energy'],
          ['d-4', 'One party', 'Trade', 'Contract', '', '', 'energy'],
        ],
        'Deal parties': [
          ['Deal', 'Organization', 'Role'],
          ['d-2', 'tea', 'seller'],
          ['d-2', 'wind', 'buyer'],
          ['d-3', 'tea', 'seller'],
          ['d-3', 'tea', 'buyer'],
          ['d-4', 'tea', 'seller'],
        ],
      },
      { exhibition, isCheck: true },
    );
    expect(issuesOf(report)).toEqual([
      ['Deals', 2, 'Amount', 'AMBIGUOUS_VALUE'],
      ['Deals', 3, 'Amount', 'INVALID_INPUT'],
      ['Deals', 4, 'Currency', 'INVALID_INPUT'],
      ['Deal parties', 5, 'Organization', 'INVALID_INPUT'],
      ['Deal parties', 6, null, 'INVALID_INPUT'],
    ]);
  });

  it('that are too long are reported with the beginning of their value', async () => {
    const report = await importBook(
      {
        Companies: [
          ['Key', 'Name (en)', 'Country'],
          ['long', 'x'.repeat(5_000), 'KE'],
          ['k'.repeat(201), 'Short', 'KE'],
        ],
      },
      { isCheck: true },
    );
    expect(issuesOf(report)).toEqual([
      ['Companies', 2, 'Name (en)', 'INVALID_INPUT'],
      ['Companies', 3, 'Key', 'INVALID_VALUE'],
    ]);
    expect(report.rows[0]!.issues[0]!.value).toBe(`${'x'.repeat(200)}…`);
  });

  it('of a file, a sheet or a header keep everything from being written', async () => {
    const report = await importBook({
      Companies: [
        ['Key', 'Nmae (en)'],
        ['x', 'y'],
      ],
      Notes: [['a'], ['b']],
    });
    expect(report.issues.map(({ code, sheet }) => [sheet, code])).toEqual([
      ['Companies', 'UNKNOWN_COLUMN'],
      ['Notes', 'UNKNOWN_SHEET'],
    ]);
    expect(report.isCommitted).toBe(false);
    const unknown = await importBook({ Exhibitors: exhibitors }, { exhibition: 'nowhere' });
    expect(unknown.issues).toMatchObject([{ code: 'UNKNOWN_EXHIBITION' }]);
  });
});

describe('CSV files', () => {
  it('name their sheet, and refer to each other', async () => {
    const csv = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });
    const report = await importFiles(
      [
        csv('deal-parties.csv', 'deal;organization;role\nd-csv;tea;seller\nd-csv;wind;buyer\n'),
        csv(
          'deals.csv',
          'key;title (en);category;instrument;amount;currency;industry\nd-csv;By CSV;贸易;합의;5万;KES;energy\n'.replace(
            '합의',
            '계약',
          ),
        ),
      ],
      { exhibition: 'nairobi-expo-2031' },
    );
    expect(issuesOf(report)).toEqual([]);
    expect(report).toMatchObject({ isCommitted: true, created: 3 });
  });
});

describe('what was announced', () => {
  const exhibition = 'nairobi-expo-2031';
  const deals = (amount: string) => ({
    Deals: [
      ['Key', 'Amount', 'Currency'],
      ['wind-farm', amount, 'BRL'],
    ],
  });

  it('is not changed by an import, which changes nothing while a ceremony is open', async () => {
    const found = await query(
      pavilion.url,
      `{ exhibition(idOrSlug: "${exhibition}") { ceremonies { id } deals(filter: { text: "Turkana" }) { nodes { id } } } }`,
      {},
      { token: organizer },
    );
    const ceremony = found.exhibition.ceremonies[0].id;
    const press = (name: string, input: object) =>
      make(pavilion.url, name, { ...input, idempotencyKey: newKey() }, '__typename', { token: organizer });
    await press('openCeremony', { ceremony });
    await press('signDeal', { deal: found.exhibition.deals.nodes[0].id });
    const open = await importBook(deals('7'), { exhibition });
    expect(open).toMatchObject({ isCommitted: false, issues: [{ code: 'CEREMONY_OPEN' }] });
    await press('closeCeremony', { ceremony });
    const closed = await importBook(deals('7'), { exhibition });
    expect(issuesOf(closed)).toEqual([['Deals', 2, null, 'DEAL_NOT_PLANNED']]);
    const same = await importBook(deals('1,250,000,000'), { exhibition });
    expect(counts(same)).toEqual({ created: 0, updated: 0, unchanged: 1, invalid: 0 });
  });
});

describe('importExhibition', () => {
  const selection = `report { isCommitted created invalid issues { code } rows { sheet row key action nodeId changed issues { column code } } }`;
  const send = (token: string, input: object) =>
    mutate(pavilion.url, 'importExhibition', input as Record<string, unknown>, selection, { token });
  const csv = Buffer.from('key,name (en),country\nby-api,By API,KE\nbad,Bad,Atlantis\n').toString('base64');
  const files = [{ name: 'companies.csv', contentBase64: csv }];

  it('imports the same files, with a typed result for each row', async () => {
    const checked = await send(organizer, { files, validateOnly: true });
    expect(checked.report).toMatchObject({ isCommitted: false, created: 1, invalid: 1, issues: [] });
    const { report } = await send(organizer, { files, skipInvalid: true });
    expect(report).toMatchObject({
      isCommitted: true,
      rows: [
        { sheet: 'companies', row: 2, key: 'by-api', action: 'CREATE', issues: [] },
        { row: 3, action: 'INVALID', nodeId: null, issues: [{ column: 'country', code: 'INVALID_VALUE' }] },
      ],
    });
    const { node } = await query(
      pavilion.url,
      `{ node(id: "${report.rows[0].nodeId}") { __typename } }`,
      {},
      { token: organizer },
    );
    expect(node).toEqual({ __typename: 'Company' });
  });

  it('is for organizers', async () => {
    const operator = await tokenFor(pavilion, 'operator', ['nairobi-expo-2031']);
    expect(await send(operator, { files })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await send(organizer, { files: [{ name: 'x', contentBase64: '!' }] })).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', 'files', '0', 'contentBase64'],
    });
  });
});

async function exported(
  format: ExportFormat,
  from = database,
  slug = 'nairobi-expo-2031',
): Promise<Map<string | null, Buffer>> {
  const files = new Map<string | null, Buffer>();
  const found = await runExport(from.streamPool, slug, format, (sheet) => {
    const chunks: Uint8Array[] = [];
    return new WritableStream({
      write: (chunk) => void chunks.push(chunk),
      close: () => void files.set(sheet, Buffer.concat(chunks)),
    });
  });
  expect(found).toBe(true);
  return files;
}

const outcomesOf = async (url: string) =>
  (
    await query(
      url,
      `{ exhibition(idOrSlug: "nairobi-expo-2031") { deals(filter: { text: "Turkana" }) { nodes {
          outcomes { id kind asOf amount { amount } sources { publisher } } } } } }`,
    )
  ).exhibition.deals.nodes[0].outcomes;

const inNairobi = (time: string) => new Date(Date.parse(time) + 3 * 3_600_000).toISOString().slice(0, 10);

async function recordOutcome(): Promise<void> {
  const { exhibition } = await query(
    pavilion.url,
    `{ exhibition(idOrSlug: "nairobi-expo-2031") { deals(filter: { text: "Turkana" }) { nodes { id signedAt } } } }`,
  );
  const [deal] = exhibition.deals.nodes;
  await make(
    pavilion.url,
    'recordDealOutcome',
    {
      deal: deal.id,
      kind: 'IN_FORCE',
      asOf: inNairobi(deal.signedAt),
      sources: [{ publisher: 'The Nation', publishedOn: inNairobi(deal.signedAt) }],
    },
    '__typename',
    { token: organizer },
  );
}

describe('an export', () => {
  it('as a workbook or as CSV files changes nothing when it is imported again', async () => {
    const workbook = await exported('xlsx');
    const report = await importFiles([{ name: 'export.xlsx', bytes: workbook.get(null)! }]);
    expect(issuesOf(report)).toEqual([]);
    expect(report).toMatchObject({ issues: [], isCommitted: true, created: 0, updated: 0 });
    expect(report.unchanged).toBeGreaterThanOrEqual(totalRows);
    const tables = await exported('csv');
    const again = await importFiles([...tables].map(([name, bytes]) => ({ name: `${name}.csv`, bytes })));
    expect(counts(again)).toEqual(counts(report));
  });

  it('names what it refers to, for readers, and an import ignores the names', async () => {
    const sheets = JSON.parse((await exported('json')).get(null)!.toString());
    expect(sheets.exhibitors).toContainEqual(
      expect.objectContaining({ Organization: 'wind', 'Organization name': 'Ventos do Sul' }),
    );
    expect(sheets.deals).toContainEqual(
      expect.objectContaining({
        Key: 'wind-farm',
        Status: 'SIGNED',
        'Signed at': expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/),
      }),
    );
    expect(sheets.programme).toContainEqual(
      expect.objectContaining({ Deal: 'wind-farm', 'Deal title': 'Wind farm at Lake Turkana' }),
    );
    expect(sheets.programme).toContainEqual(
      expect.objectContaining({ Speech: 'welcome', 'Speaker name': 'Amina Wanjiru' }),
    );
    const report = await importBook(
      {
        Exhibitors: [
          ['Organization', 'Organization name', 'Booth'],
          ['tea', 'Another name', 'A 1'],
        ],
      },
      { exhibition: 'nairobi-expo-2031' },
    );
    expect(counts(report)).toEqual({ created: 0, updated: 0, unchanged: 1, invalid: 0 });
  });

  it('has texts that no program evaluates, and an import reads them back unchanged', async () => {
    const texts = ['=HYPERLINK("http://x","y")', '+1 Ltd', '-1 Ltd', '@home', "'=quoted", '＝全'];
    const book = {
      Companies: [
        ['Key', 'Name (en)', 'Country'],
        ...texts.map((name, index) => [`formula-${index}`, name, 'KE']),
      ],
      Exhibitors: [['Organization'], ...texts.map((_name, index) => [`formula-${index}`])],
    };
    expect(await importBook(book, { exhibition: 'nairobi-expo-2031' })).toMatchObject({
      isCommitted: true,
      created: 12,
    });
    const { companies } = await query(
      pavilion.url,
      '{ companies(first: 50) { nodes { name(language: "en") } } }',
      {},
      { token: organizer },
    );
    const stored = companies.nodes.map(({ name }: { name: string }) => name);
    expect(stored).toEqual(expect.arrayContaining(texts));
    const tables = await exported('csv');
    const lines = tables.get('Companies')!.toString().split('\r\n');
    for (const text of texts)
      expect(
        lines.some((line) => line.includes(`"'${text.replaceAll('"', '""')}"`)),
        text,
      ).toBe(true);
    const again = await importFiles([...tables].map(([name, bytes]) => ({ name: `${name}.csv`, bytes })));
    expect(again).toMatchObject({ issues: [], created: 0, updated: 0, invalid: 0 });
  });

  it('as JSON has every sheet', async () => {
    const sheets = JSON.parse((await exported('json')).get(null)!.toString());
    expect(Object.keys(sheets)).toContain('sources');
    expect(sheets.exhibitors).toContainEqual(
      expect.objectContaining({ Organization: 'mills', 'Main exhibitor': 'wind' }),
    );
  });

  it('as an archive has every table, or there is a reason that it has not', async () => {
    const { rows } = await database.pool.query(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    const notArchived = [
      // Who did what, and what protects this server: they name people of this server and say nothing to another one.
      ...['AuditRecord', 'ChangedRow', 'IdempotencyKey', 'RevokedToken', 'CeremonyControl', 'Redaction'],
      // The same on every server of a version.
      ...['Currency', 'SearchFolding', 'DatabaseGeneration', '_prisma_migrations'],
    ];
    expect(rows.map(({ name }) => name).sort()).toEqual(
      [...archiveTables.map(({ name }) => name), ...notArchived].sort(),
    );
  });

  it('as an archive makes another server answer as this one, announcements and replays included', async () => {
    await recordOutcome();
    const other = await openPavilion({ template: 'empty' });
    const there = await openDatabase(other.config.database, { onError: () => {} });
    try {
      const archive = (await exported('archive')).get(null)!.toString();
      const context = {
        database: there,
        identity: { ...staff, role: 'ORGANIZER' as const },
        requestId: 'archive-test',
        requireValid: () => {},
      };
      const lines = async function* () {
        yield* archive.split('\n');
      };
      expect(await importArchive(context, lines(), { isCheck: true })).toMatchObject({
        exhibition: 'nairobi-expo-2031',
      });
      expect(await query(other.url, '{ exhibitions { totalCount } }')).toEqual({
        exhibitions: { totalCount: 0 },
      });
      await importArchive(context, lines(), { isCheck: false });
      const asked = `{
        exhibition(idOrSlug: "nairobi-expo-2031") {
          id name deals(first: 10) { nodes { id title status version amount { amount currency } } }
          ceremonies { id status version programme { id } }
          announcements(first: 50) { nodes { __typename id cursor sequence announcedAt totals { sequence } } }
          stream { cursor }
        }
      }`.replace('totals { sequence }', 'totals { __typename }');
      expect(await outcomesOf(pavilion.url)).toHaveLength(1);
      expect(await outcomesOf(other.url)).toEqual(await outcomesOf(pavilion.url));
      for (const token of [undefined, organizer]) {
        const here = await query(pavilion.url, asked, {}, { token });
        expect(here.exhibition.announcements.nodes.length).toBe(3);
        expect(await query(other.url, asked, {}, { token })).toEqual(here);
      }
      expect((await exported('archive', there)).get(null)!.toString()).toBe(archive);
      await expect(importArchive(context, lines(), { isCheck: false })).rejects.toThrow(/already/);
    } finally {
      await there.close();
      await other[Symbol.asyncDispose]();
    }
  });
});

describe('a past edition', () => {
  const exhibition = 'nairobi-expo-2025';
  const history: Book = {
    Exhibition: [
      [
        'Slug',
        'Series',
        'Edition',
        'Name (en)',
        'Starts on',
        'Ends on',
        'Time zone',
        'Languages',
        'Reporting currency',
      ],
      [
        exhibition,
        'nairobi-expo',
        '1',
        'Nairobi Expo 2025',
        '2025-08-05',
        '2025-08-08',
        'Africa/Nairobi',
        'en',
        'KES',
      ],
    ],
    Deals: [
      [
        'Key',
        'Title (en)',
        'Category',
        'Instrument',
        'Amount',
        'Currency',
        'Industry',
        'Signed on',
        'Note (en)',
      ],
      ['old-1', 'First', 'Trade', 'Contract', '100.50', 'KES', 'tea', '2025-08-05', 'Reported in August'],
      ['old-2', 'Second', 'Trade', 'Contract', '1,000', 'KES', 'tea', '2025/8/6', ''],
    ],
    'Deal parties': [
      ['Deal', 'Organization', 'Role'],
      ...['old-1', 'old-2'].flatMap((key) => [
        [key, 'tea', 'Seller'],
        [key, 'mills', 'Buyer'],
      ]),
    ],
    Speeches: [
      ['Key', 'Speaker', 'Office (en)', 'Language', 'Given on'],
      ['old-speech', 'amina', 'Governor', 'en', '2025-08-05'],
    ],
  };
  const asked = `{ exhibition(idOrSlug: "${exhibition}") {
    totals { deals byCategory { category signingTotal { currencies { sum { amount } } } } }
    deals(first: 10, orderBy: { field: SIGNED_AT, direction: ASC }) { nodes { status signedAt noteTranslations { text } } }
  } }`.replace(', orderBy: { field: SIGNED_AT, direction: ASC }', '');

  it('is entered as records, which are in its totals, and is exported and read back unchanged', async () => {
    const report = await importBook(history);
    expect(issuesOf(report)).toEqual([]);
    expect(report).toMatchObject({ isCommitted: true, created: 8, issues: [] });
    const { exhibition: found } = await query(pavilion.url, asked);
    expect(found.totals.deals).toBe(2);
    expect(found.totals.byCategory).toContainEqual({
      category: 'TRADE',
      signingTotal: { currencies: [{ sum: { amount: '1100.50' } }] },
    });
    expect(found.deals.nodes).toContainEqual({
      status: 'SIGNED',
      signedAt: '2025-08-04T21:00:00.000Z',
      noteTranslations: [{ text: 'Reported in August' }],
    });
    const again = await importFiles([
      { name: 'again.xlsx', bytes: (await exported('xlsx', database, exhibition)).get(null)! },
    ]);
    expect(issuesOf(again)).toEqual([]);
    expect(again).toMatchObject({ issues: [], isCommitted: true, created: 0, updated: 0 });
  });

  it('has the same totals on another server', async () => {
    const other = await openPavilion({ template: 'empty' });
    const there = await openDatabase(other.config.database, { onError: () => {} });
    try {
      const archive = (await exported('archive', database, exhibition)).get(null)!.toString();
      const context = {
        database: there,
        identity: { ...staff, role: 'ORGANIZER' as const },
        requestId: 'archive-test',
        requireValid: () => {},
      };
      const lines = async function* () {
        yield* archive.split('\n');
      };
      await importArchive(context, lines(), { isCheck: false });
      expect(await query(other.url, asked)).toEqual(await query(pavilion.url, asked));
    } finally {
      await there.close();
      await other[Symbol.asyncDispose]();
    }
  });

  it('refuses a note of a deal that is only planned, and a day outside the edition or in the future', async () => {
    const [header] = history.Deals!;
    const row = (key: string, day: string, note: string) => [
      ...[key, 'x', 'Trade', 'Contract', '', '', 'tea', day, note],
    ];
    const parties = ['p-1', 'p-2'].flatMap((key) => [
      [key, 'tea', 'Seller'],
      [key, 'mills', 'Buyer'],
    ]);
    const book = {
      Deals: [header!, row('p-1', '', 'A note'), row('p-2', '2025-08-09', '')],
      'Deal parties': [['Deal', 'Organization', 'Role'], ...parties],
    };
    const report = await importBook(book, { exhibition });
    expect(issuesOf(report).filter(([sheet]) => sheet === 'Deals')).toEqual([
      ['Deals', 2, 'Note (en)', 'INVALID_VALUE'],
      ['Deals', 3, 'Signed on', 'INVALID_INPUT'],
    ]);
    const future = await importBook(
      {
        Deals: [header!, row('p-3', '2031-08-05', '')],
        'Deal parties': [
          ['Deal', 'Organization', 'Role'],
          ['p-3', 'tea', 'Seller'],
          ['p-3', 'mills', 'Buyer'],
        ],
      },
      { exhibition: 'nairobi-expo-2031' },
    );
    expect(issuesOf(future)).toEqual([['Deals', 2, 'Signed on', 'INVALID_INPUT']]);
  });
});

it('an archive refers to what another server has merged its organizations into', async () => {
  const other = await openPavilion({ template: 'empty' });
  const there = await openDatabase(other.config.database, { onError: () => {} });
  try {
    const archive = (await exported('archive')).get(null)!.toString();
    const [, party] = /"table":"DealParty","row":\{[^}]*"organizationId":\s?"([^"]+)"/.exec(archive)!;
    const stays = '00000000-0000-7000-8000-00000000000a';
    await there.pool.query(
      `INSERT INTO "Organization" ("id", "kind", "names", "country", "sortName", "searchText", "archived", "mergedIntoId")
       SELECT id::uuid, 'COMPANY', '[{"language": "en", "text": "Same"}]', 'KE', '', '', merged IS NOT NULL, merged::uuid
       FROM (VALUES ($1, NULL), ($2, $1)) AS given(id, merged)`,
      [stays, party],
    );
    const context = {
      database: there,
      identity: { ...staff, role: 'ORGANIZER' as const },
      requestId: 'archive-test',
      requireValid: () => {},
    };
    const lines = async function* () {
      yield* archive.split('\n');
    };
    await importArchive(context, lines(), { isCheck: false });
    const { rows } = await there.pool.query(`SELECT DISTINCT "organizationId" AS id FROM "DealParty"`);
    expect(rows).toContainEqual({ id: stays });
    expect(rows).not.toContainEqual({ id: party });
  } finally {
    await there.close();
    await other[Symbol.asyncDispose]();
  }
});

describe('a download', () => {
  const get = (path: string, token: string | null, method = 'GET') =>
    fetch(`${pavilion.url}/export/${path}`, {
      method,
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });

  it('is the workbook, the JSON or a sheet of an exhibition, for an organizer', async () => {
    const workbook = await get('nairobi-expo-2031.xlsx', organizer);
    expect(workbook.status).toBe(200);
    expect(workbook.headers.get('content-disposition')).toBe('attachment; filename="nairobi-expo-2031.xlsx"');
    expect(workbook.headers.get('cache-control')).toBe('no-store');
    const bytes = Buffer.from(await workbook.arrayBuffer());
    const report = await importFiles([{ name: 'download.xlsx', bytes }]);
    expect(report).toMatchObject({ issues: [], isCommitted: true, created: 0, updated: 0, invalid: 0 });
    const table = await get('nairobi-expo-2031/deal-parties.csv', organizer);
    expect(table.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(table.headers.get('content-disposition')).toContain('nairobi-expo-2031-deal-parties.csv');
    expect((await table.text()).split('\r\n')[0]).toBe('Deal,Organization,Organization name,Role');
    expect(await (await get('nairobi-expo-2031.json', organizer)).json()).toHaveProperty('exhibitors');
    const head = await get('nairobi-expo-2031/exhibitors.csv', organizer, 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('is refused to everybody else, whether the exhibition exists or not', async () => {
    const operator = await tokenFor(pavilion, 'operator', ['nairobi-expo-2031']);
    for (const slug of ['nairobi-expo-2031', 'nowhere']) {
      const answers = await Promise.all([null, 'wrong', operator].map((token) => get(`${slug}.xlsx`, token)));
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 403]);
      expect(await answers[2]!.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    }
    expect((await get('nowhere.xlsx', organizer)).status).toBe(404);
    expect((await get('nairobi-expo-2031/nothing.csv', organizer)).status).toBe(404);
    expect((await get('nairobi-expo-2031.csv', organizer)).status).toBe(404);
    expect((await get('nairobi-expo-2031.xlsx', organizer, 'POST')).status).toBe(405);
  });

  it('waits for none of those before it: above two at the same time it is to be tried again', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => get('nairobi-expo-2031.xlsx', organizer)),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(new Set(statuses)).toEqual(new Set([200, 503]));
    expect(answers.find(({ status }) => status === 503)!.headers.get('retry-after')).toBe('5');
    await Promise.all(answers.map((each) => each.arrayBuffer()));
    expect((await get('nairobi-expo-2031.xlsx', organizer)).status).toBe(200);
  });
});

describe('copyExhibition', () => {
  const copy = (input: object) =>
    mutate(
      pavilion.url,
      'copyExhibition',
      { exhibition: 'nairobi-expo-2031', slug: 'nairobi-expo-2032', startsOn: '2032-08-03', ...input },
      `exhibition { slug edition startsOn endsOn venues { id name(language: "en") } deals { totalCount }
        exhibitors { nodes { booth role mainExhibitor { id } } } exchangeRates { rate }
        ceremonies { kind startsAt endsAt status invitedGuests venues { id } programme { id } } }`,
      { token: organizer },
    );

  it('plans the next edition, with its days shifted and without what belongs to the original', async () => {
    const { exhibition } = await copy({ copyExhibitors: true, idempotencyKey: 'copy-of-2031' });
    expect(exhibition).toMatchObject({
      slug: 'nairobi-expo-2032',
      edition: 3,
      startsOn: '2032-08-03',
      endsOn: '2032-08-06',
      deals: { totalCount: 0 },
      exchangeRates: [],
      ceremonies: [
        {
          kind: 'OPENING',
          startsAt: '2032-08-03T06:30:00.000Z',
          endsAt: '2032-08-03T08:00:00.000Z',
          status: 'PLANNED',
          invitedGuests: null,
          programme: [],
        },
      ],
    });
    expect(exhibition.ceremonies[0].venues).toEqual([{ id: exhibition.venues[0].id }]);
    expect(exhibition.exhibitors.nodes.filter(({ role }: { role: string }) => role === 'CO')).toHaveLength(1);
    // Its spreadsheets have the columns to fill in.
    const deals = await fetch(`${pavilion.url}/export/nairobi-expo-2032/deals.csv`, {
      headers: { authorization: `Bearer ${organizer}` },
    });
    expect((await deals.text()).split('\r\n')[0]).toContain('Key,Title (en),Title (pt),Title (sw),Category');
    const again = await copy({ copyExhibitors: true, idempotencyKey: 'copy-of-2031' });
    expect(again.exhibition.slug).toBe('nairobi-expo-2032');
  });

  it('is refused with a slug that is taken, or a last day before the first', async () => {
    expect(await copy({})).toMatchObject({ code: 'ALREADY_EXISTS', path: ['input', 'slug'] });
    expect(await copy({ slug: 'other', endsOn: '2032-08-01' })).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', 'endsOn'],
    });
  });
});
