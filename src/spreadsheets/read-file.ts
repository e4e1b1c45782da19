import type { Pause } from '../stream/pause.ts';
import type { Sheet } from './cell.ts';
import type { DecodeOptions } from './decode-text.ts';
import type { FileLimits } from './file-limits.ts';
import { FileProblem } from './file-problem.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';

export interface SpreadsheetFile {
  /** With its extension. A CSV file names its sheet. */
  name: string;
  bytes: Uint8Array;
}

/** readFile reads a file by its content, whatever its extension says: a workbook is a ZIP file. */
export async function readFile(
  { name, bytes }: SpreadsheetFile,
  limits: FileLimits,
  options: DecodeOptions & { pause: Pause },
): Promise<Sheet[]> {
  if (bytes.length === 0) throw new FileProblem('FILE_UNREADABLE', 'The file is empty.');
  const isWorkbook = (bytes[0] === 0x50 && bytes[1] === 0x4b) || (bytes[0] === 0xd0 && bytes[1] === 0xcf);
  return isWorkbook
    ? readXlsx(bytes, limits, options.pause)
    : [await readCsv(name.replace(/^.*[/\\]|\.[^.]*$/g, ''), bytes, limits, options)];
}
