/** A backup as a file: its lines as JSON, compressed. It is written beside its name and renamed once it is complete. */
import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { BackupLine } from './lines.ts';
import { InvalidBackup } from './loader.ts';

/** Only its owner can read it: it holds everything that the database holds. */
const mode = 0o600;

export async function writeBackup(file: string, lines: AsyncIterable<BackupLine>): Promise<void> {
  if (existsSync(file)) throw new Error(`${file} exists already.`);
  const unfinished = `${file}.unfinished`;
  try {
    await pipeline(
      Readable.from(texts(lines)),
      createGzip(),
      createWriteStream(unfinished, { mode, flush: true }),
    );
    renameSync(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

async function* texts(lines: AsyncIterable<BackupLine>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`;
}

export async function* readBackup(file: string): AsyncGenerator<BackupLine> {
  const unpacked = createGunzip();
  const source = createReadStream(file);
  source.on('error', (error) => unpacked.destroy(error));
  try {
    for await (const line of createInterface({
      input: source.pipe(unpacked),
      crlfDelay: Number.POSITIVE_INFINITY,
    }))
      yield JSON.parse(line);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code?.startsWith('Z_') || error instanceof SyntaxError)
      throw new InvalidBackup(`${file} is not a complete backup: ${message}.`, { cause: error });
    throw error;
  } finally {
    source.destroy();
  }
}
