/** Imports spreadsheets into the database of DATABASE_URL, or into the embedded one. */
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync, statSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Identity } from '../auth/identity.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { importArchive } from '../import/import-archive.ts';
import type { ImportContext, ImportOptions } from '../import/import-options.ts';
import { readWorkbook, type Workbook } from '../import/read-workbook.ts';
import type { ImportReport } from '../import/report.ts';
import { reportAsCsv } from '../import/report-file.ts';
import { runImport } from '../import/run-import.ts';
import { type TemplateOptions, templateHeaders, templateSheets } from '../import/template.ts';
import { headerLanguages } from '../sheets/read-words.ts';
import { findSheet } from '../sheets/sheet-list.ts';
import { encodings } from '../spreadsheets/decode-text.ts';
import { fileLimits } from '../spreadsheets/file-limits.ts';
import { byteOrderMark, csvLine } from '../spreadsheets/write-csv.ts';
import { writeXlsx } from '../spreadsheets/write-xlsx.ts';
import { explainStartError } from '../startup-errors.ts';
import { withoutPause } from '../stream/pause.ts';
import { choiceOption, runCommand, UsageError } from './command.ts';
import { readEnvironment } from './environment.ts';

const printedIssues = 50;
const rowsPerProgressLine = 1_000;

async function writeTemplate(path: string, options: TemplateOptions): Promise<void> {
  const sheet = /\.csv$/i.test(path) ? findSheet(basename(path).replace(/\.csv$/i, '')) : null;
  if (/\.csv$/i.test(path)) {
    if (!sheet) throw new UsageError('A CSV template is named after its sheet, such as deals.csv.');
    writeFileSync(path, byteOrderMark + csvLine(templateHeaders(sheet, options)));
  } else await writeXlsx(templateSheets(options), Writable.toWeb(createWriteStream(path)));
  console.log(`written: ${path}`);
}

function readFiles(paths: readonly string[], encoding: string | undefined, sheet: string | undefined) {
  if (paths.length === 0) throw new UsageError('The file to import is missing.');
  if (sheet !== undefined && paths.length > 1) throw new UsageError('--sheet is for one CSV file.');
  return paths.map((path) => {
    if (statSync(path).size > fileLimits.maxFileBytes)
      throw new Error(`${path} exceeds the limit of ${fileLimits.maxFileBytes.toLocaleString('en')} bytes.`);
    return {
      name: basename(path),
      bytes: readFileSync(path),
      sheet,
      encoding: encoding === undefined ? undefined : choiceOption('encoding', encoding, encodings),
    };
  });
}

function caller(name: string | undefined): Identity {
  return {
    role: 'ORGANIZER',
    subject: name ?? `npm run import by ${accountName()}`,
    name: name ?? null,
    scope: 'all',
    expiresAt: null,
    tokenId: null,
  };
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}

function print(report: ImportReport, { isCheck }: Pick<ImportOptions, 'isCheck'>): void {
  const { created, updated, unchanged, invalid, issues, rows } = report;
  const lines = [
    ...issues.map(({ file, sheet, row, column, code, message }) =>
      [[file, sheet, row && `row ${row}`, column].filter(Boolean).join(', '), code, message].join(': '),
    ),
    ...rows.flatMap(({ sheet, row, issues: found }) =>
      found.map(({ column, code, message }) =>
        [[sheet, `row ${row}`, column].filter(Boolean).join(', '), code, message].join(': '),
      ),
    ),
  ];
  const warnings = rows.flatMap(({ sheet, row, warnings: found }) =>
    found.map(({ column, code, message }) =>
      [['warning', sheet, `row ${row}`, column].filter(Boolean).join(', '), code, message].join(': '),
    ),
  );
  for (const line of [...lines, ...warnings].slice(0, printedIssues)) console.log(line);
  if (lines.length + warnings.length > printedIssues)
    console.log(
      `… and ${lines.length + warnings.length - printedIssues} more: write them to a file with --report.`,
    );
  console.log(
    `rows to create: ${created}, to update: ${updated}, unchanged: ${unchanged}, invalid: ${invalid}`,
  );
  if (report.isCommitted) console.log('The import is written.');
  else console.log(isCheck ? 'This was a check: nothing is written.' : 'Nothing is written.');
}

function contextOf(database: Database, name: string | undefined): ImportContext {
  return {
    database,
    identity: caller(name),
    requestId: `import-${randomUUID()}`,
    requireValid: () => {},
  };
}

async function importInto(
  database: Database,
  name: string | undefined,
  workbook: Workbook,
  options: ImportOptions,
): Promise<ImportReport> {
  await migrate(database.streamPool);
  let printed = 0;
  return runImport(contextOf(database, name), workbook, {
    ...options,
    onProgress(done) {
      if (done < printed + rowsPerProgressLine) return;
      printed = done;
      console.error(`${done} rows`);
    },
  });
}

await runCommand(
  {
    name: 'npm run import',
    summary:
      'Imports CSV and XLSX files into the database of DATABASE_URL, or into the embedded one. See docs/import.md.',
    positionals: '<file…>',
    options: {
      check: {
        type: 'boolean',
        default: false,
        description: 'Says what the import would do, and writes nothing.',
      },
      'skip-invalid': {
        type: 'boolean',
        default: false,
        description:
          'Writes the rows without errors. Without it, one error keeps all rows from being written.',
      },
      exhibition: {
        type: 'string',
        value: '<slug>',
        description: 'The exhibition of the rows. Default: that of the sheet Exhibition.',
      },
      sheet: {
        type: 'string',
        value: '<name>',
        description: 'The sheet of a CSV file. Default: the name of the file.',
      },
      encoding: {
        type: 'string',
        value: encodings.join('|'),
        description: 'The encoding of CSV files. Default: it is recognized.',
      },
      decimal: {
        type: 'string',
        value: 'point|comma',
        description: 'The decimal sign of amounts. Without it, an amount with two readings is refused.',
      },
      report: { type: 'string', value: '<file>', description: 'Writes a report: .csv or .json.' },
      name: { type: 'string', value: '<name>', description: 'Of the caller, for the audit log.' },
      template: {
        type: 'boolean',
        default: false,
        description:
          'Writes an empty workbook, or an empty CSV file such as deals.csv, instead of importing.',
      },
      language: {
        type: 'string',
        value: headerLanguages.join('|'),
        default: 'en',
        description: 'The language of the headers of a template.',
      },
      texts: {
        type: 'string',
        value: '<languages>',
        default: 'en,zh,ko',
        description: 'The languages of the texts of a template, separated by commas.',
      },
    },
  },
  async (values, paths) => {
    const { check: isCheck, encoding, sheet, exhibition, decimal, report: reportPath, name } = values;
    if (values.template)
      return writeTemplate(paths[0] ?? 'pavilion-import.xlsx', {
        language: choiceOption('language', values.language, headerLanguages),
        textLanguages: values.texts.split(',').map((each) => each.trim()),
      });
    if (reportPath !== undefined && !/\.(csv|json)$/i.test(reportPath))
      throw new UsageError('--report must be a .csv or a .json file.');
    const decimalSign =
      decimal === undefined ? undefined : choiceOption('decimal', decimal, ['point', 'comma']);
    const [archive] = paths;
    const isArchive = archive !== undefined && /\.pavilion\.gz$/.test(archive);
    if (isArchive && paths.length > 1) throw new UsageError('An archive is imported by itself.');
    const workbook = isArchive
      ? null
      : await readWorkbook(readFiles(paths, encoding, sheet), fileLimits, withoutPause);
    const config = readEnvironment({ usesTokens: false });
    const database = await openDatabase(config.database, { onError: () => {} }).catch((error: unknown) => {
      throw new Error(explainStartError(error, config), { cause: error });
    });
    try {
      if (!workbook) {
        await migrate(database.streamPool);
        const lines = createInterface({ input: createReadStream(archive!).pipe(createGunzip()) });
        const { exhibition: slug, rows } = await importArchive(contextOf(database, name), lines, { isCheck });
        console.log(
          `${slug}: ${rows} rows ${isCheck ? 'can be imported. Nothing is written' : 'are imported'}.`,
        );
        return 0;
      }
      const options = {
        exhibition,
        decimalSign,
        isCheck,
        skipsInvalid: values['skip-invalid'],
        pause: withoutPause,
      };
      const report = await importInto(database, name, workbook, options);
      print(report, { isCheck });
      if (reportPath)
        writeFileSync(
          reportPath,
          /\.csv$/i.test(reportPath) ? reportAsCsv(report) : `${JSON.stringify(report, null, 2)}\n`,
        );
      return report.invalid > 0 || report.issues.length > 0 ? 1 : 0;
    } finally {
      await database.close();
    }
  },
);
