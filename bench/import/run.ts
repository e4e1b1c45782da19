/**
 * Imports an exhibition of 20,000 rows into the empty database of DATABASE_URL, or into an embedded one in a temporary
 * directory, and prints the time and the memory above idle. It fails above the limits.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/database/database.ts';
import { migrate } from '../../src/database/migrate.ts';
import { readWorkbook } from '../../src/import/read-workbook.ts';
import { runImport } from '../../src/import/run-import.ts';
import { fileLimits } from '../../src/spreadsheets/file-limits.ts';
import { csvLine } from '../../src/spreadsheets/write-csv.ts';
import { expoOfNairobi } from '../../test/import/expo-of-nairobi.ts';

const companies = 6_000;
const deals = 2_667;
const maxSeconds = 60;
const maxMegabytes = 512;

function* numbered(count: number, row: (number: number) => string[]): Generator<string[]> {
  for (let number = 0; number < count; number++) yield row(number);
}

const tables: Record<string, Iterable<string[]>> = {
  ...expoOfNairobi,
  Companies: [
    ...expoOfNairobi.Companies!,
    ...numbered(companies, (number) => [
      ...[`c${number}`, `Company ${number} of Nairobi`, `Empresa ${number} de Nairóbi`],
      ...[number % 2 ? 'KE' : 'BR', 'energy', `https://c${number}.example/`],
    ]),
  ],
  Exhibitors: [
    ...expoOfNairobi.Exhibitors!,
    ...numbered(companies, (number) => [`c${number}`, '', 'C', String(number)]),
  ],
  Deals: [
    ...expoOfNairobi.Deals!,
    ...numbered(deals, (number) => [
      ...[
        `d${number}`,
        `Deal ${number}`,
        `Acordo ${number}`,
        'Trade',
        'Contract',
        `${number + 1},000.50`,
        'KES',
        'energy',
      ],
    ]),
  ],
  'Deal parties': [
    ...expoOfNairobi['Deal parties']!,
    ...numbered(2 * deals, (number) => [
      `d${Math.floor(number / 2)}`,
      `c${number}`,
      number % 2 ? 'Buyer' : 'Seller',
    ]),
  ],
};

const directory = mkdtempSync(join(tmpdir(), 'pavilion-import-'));
const url = process.env.DATABASE_URL;
const database = await openDatabase(
  url
    ? { kind: 'server', url, directUrl: null, pooling: null, poolMax: 2, writePoolMax: 2 }
    : { kind: 'embedded', dataDir: directory },
  { onError: () => {} },
);
try {
  await migrate(database.streamPool);
  const files = Object.entries(tables).map(([name, rows]) => ({
    name: `${name}.csv`,
    bytes: Buffer.from([...rows].map(csvLine).join('')),
  }));
  globalThis.gc?.();
  const idleBytes = process.memoryUsage.rss();
  let highestBytes = idleBytes;
  const sampling = setInterval(() => {
    highestBytes = Math.max(highestBytes, process.memoryUsage.rss());
  }, 50);
  const startedAtMs = performance.now();
  const workbook = await readWorkbook(files, fileLimits);
  const report = await runImport(
    {
      database,
      identity: {
        role: 'ORGANIZER',
        subject: 'bench',
        name: null,
        exhibitions: [],
        expiresAt: null,
        tokenId: null,
      },
      requestId: 'bench-import',
      requireValid: () => {},
    },
    workbook,
    { isCheck: false, skipsInvalid: false },
  );
  clearInterval(sampling);
  const seconds = (performance.now() - startedAtMs) / 1_000;
  const megabytes = (highestBytes - idleBytes) / 1024 / 1024;
  if (!report.isCommitted)
    throw new Error(JSON.stringify(report.rows.find(({ issues }) => issues.length > 0)));
  console.log(
    `${report.rows.length} rows in ${seconds.toFixed(1)} s (limit ${maxSeconds}), ${megabytes.toFixed(0)} MB above idle (limit ${maxMegabytes})`,
  );
  if (seconds > maxSeconds || megabytes > maxMegabytes) process.exitCode = 1;
} finally {
  await database.close();
  rmSync(directory, { recursive: true, force: true });
}
