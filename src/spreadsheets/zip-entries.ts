/**
 * Reads entries of a ZIP file.
 *
 * Promises: the number of entries and the declared sizes are checked before anything is inflated, and the bytes are
 * counted while they are inflated, because a declared size can be false. Entries that overlap, are encrypted or have
 * a false size are refused.
 */
import { type Entry, type FileEntry, Uint8ArrayReader, ZipReader } from '@zip.js/zip.js';
import type { Pause } from '../stream/pause.ts';
import type { FileLimits } from './file-limits.ts';
import { FileProblem } from './file-problem.ts';

/** A chunk can be as long as the inflated entry. */
const bytesPerPart = 16 * 1024;

export interface ZipEntries {
  has(name: string): boolean;
  /** Calls `take` with the decoded text, part by part. */
  readText(name: string, take: (text: string) => void): Promise<void>;
  close(): Promise<void>;
}

export async function openZip(bytes: Uint8Array, limits: FileLimits, pause: Pause): Promise<ZipEntries> {
  if (bytes.length > limits.maxFileBytes)
    throw new FileProblem(
      'FILE_TOO_LARGE',
      `The file exceeds the limit of ${limits.maxFileBytes.toLocaleString('en')} bytes.`,
    );
  const reader = new ZipReader(new Uint8ArrayReader(bytes), {
    useWebWorkers: false,
    checkOverlappingEntry: true,
    checkSignature: true,
  });
  const entries = new Map<string, FileEntry>();
  let declared = 0;
  for await (const entry of entriesOf(reader)) {
    if (entry.directory) continue;
    declared += entry.uncompressedSize;
    if (entries.size >= limits.maxEntries || declared > limits.maxInflatedBytes) throw tooLarge(limits);
    if (entry.encrypted) throw new FileProblem('FILE_UNREADABLE', 'The file is encrypted.');
    entries.set(entry.filename.replace(/^\//, '').toLowerCase(), entry);
  }
  let inflated = 0;
  return {
    has: (name) => entries.has(name.toLowerCase()),
    async readText(name, take) {
      const entry = entries.get(name.toLowerCase());
      if (!entry) throw new FileProblem('FILE_UNREADABLE', `The file has no ${name}: it is not a workbook.`);
      const decoder = new TextDecoder('utf-8', { fatal: true });
      let problem: unknown;
      const sink = new WritableStream<Uint8Array>({
        async write(chunk) {
          inflated += chunk.length;
          try {
            if (inflated > limits.maxInflatedBytes) throw tooLarge(limits);
            for (let start = 0; start < chunk.length; start += bytesPerPart) {
              take(decoder.decode(chunk.subarray(start, start + bytesPerPart), { stream: true }));
              await pause();
            }
          } catch (error) {
            // What the stream rejects with is not always this error.
            problem = error;
            throw error;
          }
        },
        close: () => take(decoder.decode()),
      });
      await entry.getData(sink).catch((error: unknown) => {
        const cause = problem ?? error;
        throw cause instanceof FileProblem ? cause : unreadable(cause);
      });
    },
    close: () => reader.close(),
  };
}

async function* entriesOf(reader: ZipReader<Uint8Array>): AsyncGenerator<Entry> {
  try {
    yield* reader.getEntriesGenerator();
  } catch (error) {
    throw unreadable(error);
  }
}

function unreadable(error: unknown): FileProblem {
  return new FileProblem('FILE_UNREADABLE', `The file is not a valid workbook: ${(error as Error).message}.`);
}

function tooLarge({ maxInflatedBytes, maxEntries }: FileLimits): FileProblem {
  return new FileProblem(
    'FILE_TOO_LARGE',
    `The workbook is larger than ${maxInflatedBytes.toLocaleString('en')} bytes when it is unpacked, or has more than ${maxEntries.toLocaleString('en')} parts.`,
  );
}
