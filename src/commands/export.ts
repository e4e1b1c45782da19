/** Exports an exhibition from the database of DATABASE_URL, or from the embedded one. */
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { openDatabase } from '../database/database.ts';
import { type ExportFormat, exportFormats, runExport } from '../export/run-export.ts';
import { explainStartError } from '../startup-errors.ts';
import { choiceOption, runCommand, UsageError } from './command.ts';
import { readEnvironment } from './environment.ts';

const extensions: Readonly<Record<ExportFormat, string>> = {
  csv: '',
  xlsx: '.xlsx',
  json: '.json',
  archive: '.pavilion.gz',
};

function openTarget(format: ExportFormat, path: string, sheet: string | null): WritableStream<Uint8Array> {
  if (sheet === null && format !== 'archive') return Writable.toWeb(createWriteStream(path));
  if (sheet !== null) {
    mkdirSync(path, { recursive: true });
    return Writable.toWeb(createWriteStream(join(path, `${sheet.toLowerCase().replaceAll(' ', '-')}.csv`)));
  }
  const gzip = createGzip();
  const file = gzip.pipe(createWriteStream(path));
  const written = new Promise<void>((resolve, reject) => void file.on('finish', resolve).on('error', reject));
  const writer = Writable.toWeb(gzip).getWriter();
  return new WritableStream({
    write: (chunk: Uint8Array) => writer.write(chunk),
    async close() {
      await writer.close();
      await written;
    },
  });
}

await runCommand(
  {
    name: 'npm run export',
    summary:
      'Exports an exhibition from the database of DATABASE_URL, or from the embedded one. See docs/export.md.',
    options: {
      exhibition: { type: 'string', value: '<slug>', description: 'Required.' },
      format: {
        type: 'string',
        value: exportFormats.join('|'),
        default: 'xlsx',
        description: 'csv writes a folder with a file for each sheet.',
      },
      out: {
        type: 'string',
        value: '<path>',
        description: 'The file, or the folder of CSV files. Default: the slug.',
      },
    },
  },
  async ({ exhibition, format: formatName, out }) => {
    if (!exhibition) throw new UsageError('--exhibition is missing.');
    const format = choiceOption('format', formatName, exportFormats);
    const path = out ?? exhibition + extensions[format];
    const config = readEnvironment({ usesTokens: false });
    const database = await openDatabase(config.database, { onError: () => {} }).catch((error: unknown) => {
      throw new Error(explainStartError(error, config), { cause: error });
    });
    try {
      const isFound = await runExport(database.streamPool, exhibition, format, (sheet) =>
        openTarget(format, path, sheet),
      );
      if (!isFound) throw new Error(`There is no exhibition ${exhibition}.`);
      console.log(`written: ${path}`);
    } finally {
      await database.close();
    }
  },
);
