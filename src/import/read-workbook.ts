/** Finds the sheet of each table of the files, and the column of each header. */

import { hasKnownHeaders, type MappedColumn, mapHeaders } from '../sheets/map-headers.ts';
import { findSheet, type SheetId, sheetIds, sheets } from '../sheets/sheet-list.ts';
import type { Sheet } from '../spreadsheets/cell.ts';
import type { Encoding } from '../spreadsheets/decode-text.ts';
import type { FileLimits } from '../spreadsheets/file-limits.ts';
import { FileProblem } from '../spreadsheets/file-problem.ts';
import { headerOf } from '../spreadsheets/read-csv.ts';
import { readFile, type SpreadsheetFile } from '../spreadsheets/read-file.ts';
import type { Pause } from '../stream/pause.ts';
import type { FileIssue } from './report.ts';

/** The sheet of a template that explains the others. */
export const helpSheet = 'Help';

export interface FileToImport extends SpreadsheetFile {
  /** The encoding of a CSV file. Default: it is recognized. */
  encoding?: Encoding | undefined;
  /** The sheet of a CSV file. Default: the name of the file. */
  sheet?: string | undefined;
}

export interface MappedSheet {
  id: SheetId;
  /** As it is named in the file. */
  name: string;
  columns: MappedColumn[];
  rows: Sheet['rows'];
  isDate1904: boolean;
}

export interface Workbook {
  sheets: ReadonlyMap<SheetId, MappedSheet>;
  issues: FileIssue[];
}

export async function readWorkbook(
  files: readonly FileToImport[],
  limits: FileLimits,
  pause: Pause,
): Promise<Workbook> {
  const found = new Map<SheetId, MappedSheet>();
  const issues: FileIssue[] = [];
  let rowsLeft = limits.maxRows;
  for (const file of files) {
    try {
      const read = await readFile(
        file,
        { ...limits, maxRows: rowsLeft },
        {
          pause,
          encoding: file.encoding,
          isKnownText: (text) => hasKnownHeaders(headerOf(text).split(/[,;\t]/)),
        },
      );
      for (const sheet of read) {
        rowsLeft -= sheet.rows.length;
        const named = file.sheet && read.length === 1 ? { ...sheet, name: file.sheet } : sheet;
        issues.push(...mapSheet(file.name, named, found));
      }
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      const { code, message, row } = error;
      issues.push({ file: file.name, sheet: null, row, column: null, value: null, code, message });
    }
  }
  return { sheets: found, issues };
}

function mapSheet(file: string, sheet: Sheet, found: Map<SheetId, MappedSheet>): FileIssue[] {
  const [header, ...rows] = sheet.rows;
  if (!header || sheet.name === helpSheet) return [];
  const at = { file, sheet: sheet.name, row: null, column: null, value: null };
  const id = findSheet(sheet.name);
  if (!id) {
    const known = sheetIds.map((each) => sheets[each].names[0]).join(', ');
    const message = `is not the name of a sheet. The sheets are ${known}`;
    return [{ ...at, code: 'UNKNOWN_SHEET', message }];
  }
  if (found.has(id)) return [{ ...at, code: 'DUPLICATE_SHEET', message: 'is there twice' }];
  const { columns, problems } = mapHeaders(header.cells, sheets[id]);
  found.set(id, { id, name: sheet.name, columns, rows, isDate1904: sheet.isDate1904 });
  return [
    ...problems.map(({ header: column, code, message }) => ({
      ...{ ...at, row: header.number, column, value: null, code, message },
    })),
    ...mergedIn(sheet, columns).map((issue) => ({ ...at, ...issue })),
  ];
}

/** The file has the content of merged cells once, although it is meant for all of them, or for the first one. */
function mergedIn({ merged, rows }: Sheet, columns: readonly MappedColumn[]) {
  const first = rows[0]!.number;
  const last = rows.at(-1)!.number;
  return merged.flatMap(({ reference, firstRow, lastRow, firstColumn, lastColumn }) => {
    const column = columns.find(({ index }) => index >= firstColumn && index <= lastColumn);
    if (!column || lastRow < first || firstRow > last) return [];
    const message = `${reference} are merged cells: split them, and fill each one that needs the content`;
    return [{ row: firstRow, column: column.header, value: null, code: 'MERGED_CELLS', message }];
  });
}
