/** Reads a CSV file: any of the encodings of decode-text.ts, separated by commas, semicolons or tabs. */
import { CsvError, parse } from 'csv-parse/sync';
import type { Pause } from '../stream/pause.ts';
import { isEmptyRow, type Row, type Sheet, textCell } from './cell.ts';
import { type DecodeOptions, decodeText } from './decode-text.ts';
import type { FileLimits } from './file-limits.ts';
import { cellTooLong, FileProblem, tooManyColumns, tooManyRows } from './file-problem.ts';

const separators = [',', ';', '\t'] as const;

const charactersPerPart = 16 * 1024;
/** Without an unquoted line break. */
const maxRecordCharacters = 1_000_000;
const quoteCode = 0x22;
const lineFeedCode = 0x0a;

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
  const rows: Row[] = [];
  let number = firstRow;
  for (let start = 0; start < body.length; ) {
    const end = endOfPart(body, start, number);
    for (const cells of parsePart(body.slice(start, end), separator, number)) {
      const row = rowOf(cells, number++, limits);
      // Empty ones cost nothing: programs write as many as were ever used.
      if (isEmptyRow(row)) continue;
      if (rows.length >= limits.maxRows) throw tooManyRows(limits.maxRows);
      rows.push(row);
    }
    start = end;
    await options.pause();
  }
  return { name, rows, isDate1904: false, merged: [] };
}

function rowOf(cells: readonly string[], number: number, { maxColumns, maxCellCharacters }: FileLimits): Row {
  if (cells.length > maxColumns && cells.slice(maxColumns).some((cell) => cell.trim() !== ''))
    throw tooManyColumns(maxColumns, number);
  if (cells.some((cell) => cell.length > maxCellCharacters)) throw cellTooLong(maxCellCharacters, number);
  return { number, cells: cells.slice(0, maxColumns).map(textCell) };
}

/** Behind a line break that is not quoted: an even number of quotes is before it. */
function endOfPart(body: string, start: number, row: number): number {
  let isQuoted = false;
  for (let at = start; at < body.length; at++) {
    const code = body.charCodeAt(at);
    if (code === quoteCode) isQuoted = !isQuoted;
    else if (code === lineFeedCode && !isQuoted && at - start >= charactersPerPart) return at + 1;
    else if (isQuoted && at - start > maxRecordCharacters) {
      const message = `The file is not valid CSV: near row ${row} a quote is not closed within ${maxRecordCharacters.toLocaleString('en')} characters.`;
      throw new FileProblem('FILE_UNREADABLE', message, row);
    }
  }
  return body.length;
}

function parsePart(part: string, delimiter: string, firstRow: number): string[][] {
  try {
    return parse(part, {
      delimiter,
      // Files that were edited on several systems mix them.
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: false,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = firstRow + Number(error.records ?? 0);
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
