/** Reads a CSV file: any of the encodings of decode-text.ts, separated by commas, semicolons or tabs. */
import { CsvError, parse } from 'csv-parse/sync';
import { isEmptyRow, type Row, type Sheet, textCell } from './cell.ts';
import { type DecodeOptions, decodeText } from './decode-text.ts';
import type { FileLimits } from './file-limits.ts';
import { cellTooLong, FileProblem, tooManyColumns, tooManyRows } from './file-problem.ts';

const separators = [',', ';', '\t'] as const;

export function readCsv(
  name: string,
  bytes: Uint8Array,
  limits: FileLimits,
  options: DecodeOptions = {},
): Sheet {
  if (bytes.length > limits.maxFileBytes) {
    const message = `The file exceeds the limit of ${limits.maxFileBytes.toLocaleString('en')} bytes.`;
    throw new FileProblem('FILE_TOO_LARGE', message);
  }
  const { text } = decodeText(bytes, options);
  if (text.includes('\0')) throw new FileProblem('FILE_UNREADABLE', 'The file is not a text file.');
  const { separator, body, firstRow } = separatorOf(text);
  const records = parseRecords(body, separator, limits);
  if (records.length > limits.maxRows) throw tooManyRows(limits.maxRows);
  const rows = records.map((cells, index): Row => {
    const number = index + firstRow;
    if (cells.length > limits.maxColumns) throw tooManyColumns(limits.maxColumns, number);
    if (cells.some((cell) => cell.length > limits.maxCellCharacters))
      throw cellTooLong(limits.maxCellCharacters, number);
    return { number, cells: cells.map(textCell) };
  });
  return { name, rows: rows.filter((row) => !isEmptyRow(row)), isDate1904: false };
}

function parseRecords(body: string, delimiter: string, { maxRows }: FileLimits): string[][] {
  try {
    return parse(body, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: false,
      // One more than allowed, so that it is noticed.
      to: maxRows + 1,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = Number(error.lines ?? 0) || null;
    throw new FileProblem('FILE_UNREADABLE', `The file is not valid CSV: ${error.message}.`, row);
  }
}

/** The separator that is most frequent in the header, outside quotes. Excel writes `sep=;` before it. */
function separatorOf(text: string): { separator: string; body: string; firstRow: number } {
  const stated = /^sep=([,;\t])\r?\n/i.exec(text);
  if (stated) return { separator: stated[1]!, body: text.slice(stated[0].length), firstRow: 2 };
  const header = headerOf(text);
  const count = (separator: string) => header.split(separator).length;
  const [separator] = [...separators].sort((one, other) => count(other) - count(one));
  return { separator: separator!, body: text, firstRow: 1 };
}

/** The first line that is not empty, without what is quoted. */
export function headerOf(text: string): string {
  const unquoted = text.slice(0, 100_000).replace(/"(?:[^"]|"")*"/g, '');
  return unquoted.split(/\r\n|\n|\r/).find((line) => line.trim() !== '') ?? '';
}
