/** Reads a CSV file: any of the encodings of decode-text.ts, separated by commas, semicolons or tabs. */
import { CsvError, parse } from 'csv-parse/sync';
import type { Pause } from '../stream/pause.ts';
import { isEmptyRow, type Row, type Sheet, textCell } from './cell.ts';
import { type DecodeOptions, decodeText } from './decode-text.ts';
import type { FileLimits } from './file-limits.ts';
import { cellTooLong, FileProblem, tooManyColumns, tooManyRows } from './file-problem.ts';

const separators = [',', ';', '\t'] as const;

const rowsPerPart = 100;
const charactersPerPart = 16 * 1024;
/** Without an unquoted line break. */
const maxRecordCharacters = 1_000_000;

export async function readCsv(
  name: string,
  bytes: Uint8Array,
  limits: FileLimits,
  options: DecodeOptions & { pause: Pause },
): Promise<Sheet> {
  if (bytes.length > limits.maxFileBytes) {
    const message = `The file exceeds the limit of ${limits.maxFileBytes.toLocaleString('en')} bytes.`;
    throw new FileProblem('FILE_TOO_LARGE', message);
  }
  const { text } = decodeText(bytes, options);
  if (text.includes('\0')) throw new FileProblem('FILE_UNREADABLE', 'The file is not a text file.');
  const { separator, body, firstRow } = separatorOf(text);
  const records = await parseRecords(body, separator, limits, options.pause);
  const rows: Row[] = [];
  for (const [index, cells] of records.entries()) {
    if (index % rowsPerPart === 0) await options.pause();
    const number = index + firstRow;
    if (cells.length > limits.maxColumns) throw tooManyColumns(limits.maxColumns, number);
    if (cells.some((cell) => cell.length > limits.maxCellCharacters))
      throw cellTooLong(limits.maxCellCharacters, number);
    const row = { number, cells: cells.map(textCell) };
    if (!isEmptyRow(row)) rows.push(row);
  }
  return { name, rows, isDate1904: false };
}

async function parseRecords(
  body: string,
  delimiter: string,
  { maxRows }: FileLimits,
  pause: Pause,
): Promise<string[][]> {
  const records: string[][] = [];
  for (let start = 0; start < body.length; ) {
    const end = endOfPart(body, start, records.length);
    for (const record of parsePart(body.slice(start, end), delimiter, records.length)) records.push(record);
    if (records.length > maxRows) throw tooManyRows(maxRows);
    start = end;
    await pause();
  }
  return records;
}

/** Behind a line break that is not quoted: an even number of quotes is before it. */
function endOfPart(body: string, start: number, recordsBefore: number): number {
  let isQuoted = false;
  let end = start;
  do {
    const lineEnd = body.indexOf('\n', end) + 1 || body.length;
    for (let at = body.indexOf('"', end); at >= 0 && at < lineEnd; at = body.indexOf('"', at + 1))
      isQuoted = !isQuoted;
    end = lineEnd;
    if (isQuoted && end - start > maxRecordCharacters) {
      const message = `The file is not valid CSV: near row ${recordsBefore + 1} a quote is not closed within ${maxRecordCharacters.toLocaleString('en')} characters.`;
      throw new FileProblem('FILE_UNREADABLE', message, recordsBefore + 1);
    }
  } while (end < body.length && (isQuoted || end - start < charactersPerPart));
  return end;
}

function parsePart(part: string, delimiter: string, recordsBefore: number): string[][] {
  try {
    return parse(part, { delimiter, relax_column_count: true, skip_empty_lines: false });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = recordsBefore + 1 + Number(error.records ?? 0);
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
