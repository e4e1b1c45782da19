/**
 * `npm run bench:import`: imports an exhibition of 20,000 rows, checks it again without changes, and prints time, memory
 * above idle and the longest turn of the event loop. Exits with 1 above a limit.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { runCommand } from '../../src/commands/command.ts';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { migrate } from '../../src/database/migrate.ts';
import { type FileToImport, readWorkbook } from '../../src/import/read-workbook.ts';
import { type ImportContext, runImport } from '../../src/import/run-import.ts';
import { fileLimits } from '../../src/spreadsheets/file-limits.ts';
import { csvLine } from '../../src/spreadsheets/write-csv.ts';
import { writeXlsx } from '../../src/spreadsheets/write-xlsx.ts';
import { createPause } from '../../src/stream/pause.ts';
import { systemScheduler } from '../../src/stream/scheduler.ts';
import { expoOfNairobi } from '../../test/import/expo-of-nairobi.ts';
import { createPostgres } from '../../test/support/postgres-server.ts';

const companies = 6_000;
const deals = 2_667;
const maxSeconds = 60;
const maxMegabytes = 512;
/** The longest turn of the event loop: other requests of the server wait for it. */
const maxTurnMs = 100;

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
        `${(number + 1).toLocaleString('en')},000.50`,
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

const fileFormats = ['csv', 'xlsx'] as const;

async function filesIn(format: (typeof fileFormats)[number]): Promise<FileToImport[]> {
  if (format === 'csv')
    return Object.entries(tables).map(([name, rows]) => ({
      name: `${name}.csv`,
      bytes: Buffer.from([...rows].map(csvLine).join('')),
    }));
  const chunks: Uint8Array[] = [];
  await writeXlsx(
    Object.entries(tables).map(([name, rows]) => ({ name, rows })),
    new WritableStream({ write: (chunk) => void chunks.push(chunk) }),
  );
  return [{ name: 'expo.xlsx', bytes: Buffer.concat(chunks) }];
}

const contextOf = (database: Database): ImportContext => ({
  database,
  identity: {
    ...{ role: 'ORGANIZER', subject: 'bench', name: null },
    ...{ scope: 'all', expiresAt: null, tokenId: null },
  },
  requestId: 'bench-import',
  requireValid: () => {},
});

/** Returns whether it is within the limits. */
async function measure(database: Database, files: FileToImport[], isCheck: boolean): Promise<boolean> {
  globalThis.gc?.();
  const idleBytes = process.memoryUsage.rss();
  let highestBytes = idleBytes;
  let highestHeapBytes = 0;
  const sampling = setInterval(() => {
    highestBytes = Math.max(highestBytes, process.memoryUsage.rss());
    highestHeapBytes = Math.max(highestHeapBytes, process.memoryUsage().heapUsed);
  }, 50);
  const turns = monitorEventLoopDelay({ resolution: 5 });
  turns.enable();
  const pause = createPause(systemScheduler);
  const startedAtMs = performance.now();
  const workbook = await readWorkbook(files, fileLimits, pause);
  const readMs = performance.now() - startedAtMs;
  const report = await runImport(contextOf(database), workbook, { isCheck, skipsInvalid: false, pause });
  const seconds = (performance.now() - startedAtMs) / 1_000;
  turns.disable();
  clearInterval(sampling);
  const invalid = report.issues[0] ?? report.rows.find(({ issues }) => issues.length > 0);
  if (invalid || report.isCommitted === isCheck)
    throw new Error(JSON.stringify(invalid ?? report.exhibition));
  const mebibytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
  const longestMs = Math.round(turns.max / 1e6);
  console.log(
    `${isCheck ? 'check of' : 'import of'} ${report.rows.length} rows (${report.created} created): ${seconds.toFixed(1)} s (limit ${maxSeconds}; files ${readMs.toFixed(0)} ms), ` +
      `${mebibytes(highestBytes - idleBytes)} MB above idle (limit ${maxMegabytes}; heap ${mebibytes(highestHeapBytes)} MB), longest turn ${longestMs} ms (limit ${maxTurnMs})`,
  );
  return (
    seconds <= maxSeconds && mebibytes(highestBytes - idleBytes) <= maxMegabytes && longestMs <= maxTurnMs
  );
}

await runCommand(
  {
    name: 'npm run bench:import',
    summary:
      'Imports 20,000 rows into the empty database of DATABASE_URL, or into a temporary Postgres, and measures time, memory and turns.',
    options: {
      xlsx: { type: 'boolean', default: false, description: 'One workbook. Without it, CSV files.' },
    },
  },
  async ({ xlsx }) => {
    const url = process.env.DATABASE_URL;
    const postgres = url ? null : await createPostgres();
    const database = await openDatabase(
      {
        ...{ kind: 'server', url: url ?? postgres!.url, directUrl: null, pooling: null },
        ...{ poolMax: 2, writePoolMax: 2 },
      },
      { onError: () => {} },
    );
    try {
      await migrate(database.streamPool);
      const files = await filesIn(xlsx ? 'xlsx' : 'csv');
      const isWithin = await measure(database, files, false);
      return (await measure(database, files, true)) && isWithin ? 0 : 1;
    } finally {
      await database.close();
      await postgres?.remove();
    }
  },
);
