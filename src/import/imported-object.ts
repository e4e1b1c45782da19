/** The rows of a noun's sheet, each with its rows in the sheet of parts. */
import { type ReadOptions, type RowIssue, readRow, shownValue } from '../sheets/read-cells.ts';
import { type SheetId, sheets } from '../sheets/sheet-list.ts';
import { type Cell, emptyCell } from '../spreadsheets/cell.ts';
import type { Pause } from '../stream/pause.ts';
import type { Noun, Values } from './noun.ts';
import type { MappedSheet } from './read-workbook.ts';
import type { RowAction, RowReport } from './report.ts';

/** A row of a file. */
export interface SourceRow {
  sheet: MappedSheet;
  number: number;
  cells: readonly Cell[];
  values: Values;
  issues: RowIssue[];
  warnings: RowIssue[];
}

/** What the rows say of one object. */
export interface ImportedObject {
  key: string;
  /** Absent if only the sheet of parts names it. */
  row: SourceRow | null;
  parts: SourceRow[];
  action: RowAction;
  id: string | null;
  changed: string[];
}

export function isValid(record: ImportedObject): boolean {
  return rowsOf(record).every(({ issues }) => issues.length === 0);
}

export function rowsOf({ row, parts }: ImportedObject): SourceRow[] {
  return [...(row ? [row] : []), ...parts];
}

type ReadSheetOptions = Omit<ReadOptions, 'isDate1904'> & { pause: Pause };

const rowsPerPart = 50;

type Sheets = ReadonlyMap<SheetId, MappedSheet>;

export async function readObjects(
  noun: Noun,
  found: Sheets,
  options: ReadSheetOptions,
): Promise<ImportedObject[]> {
  const records = new Map<string, ImportedObject>();
  const ownSheet = noun.parts?.sheet === noun.sheet ? undefined : found.get(noun.sheet);
  const keyField = sheets[noun.sheet].key;
  for (const [index, row] of (await readSheet(ownSheet, options)).entries()) {
    const key = keyOf(row, keyField);
    // Without a key, the row is reported for itself.
    const isTwice = key !== '' && records.has(key);
    if (isTwice) row.issues.push(issueAt(row, keyField, 'DUPLICATE_KEY', `"${key}" is in the sheet twice`));
    records.set(key === '' || isTwice ? `\0${index}` : key, newRecord(key, row));
  }
  if (noun.parts)
    addParts(noun, records, await readSheet(found.get(noun.parts.sheet), options), ownSheet !== undefined);
  return [...records.values()];
}

function addParts(
  { sheet, parts }: Noun,
  records: Map<string, ImportedObject>,
  rows: readonly SourceRow[],
  hasOwnSheet: boolean,
): void {
  if (!parts) return;
  // The exchange rates of a workbook are those of its exhibition.
  const [only] = sheet === 'exhibition' ? [...records.values()] : [];
  const keyField = sheets[parts.sheet].key;
  for (const [index, row] of rows.entries()) {
    const key = sheet === 'exhibition' ? (only?.key ?? '') : keyOf(row, keyField);
    let record = records.get(key);
    if (!record) {
      record = newRecord(key, null);
      records.set(key === '' && hasOwnSheet ? `\0part ${index}` : key, record);
    }
    record.parts.push(row);
  }
}

function newRecord(key: string, row: SourceRow | null): ImportedObject {
  return { key, row, parts: [], action: 'INVALID', id: null, changed: [] };
}

async function readSheet(sheet: MappedSheet | undefined, options: ReadSheetOptions): Promise<SourceRow[]> {
  if (!sheet) return [];
  const { isDate1904, columns } = sheet;
  const rows: SourceRow[] = [];
  for (const { number, cells } of sheet.rows) {
    rows.push({ sheet, number, cells, warnings: [], ...readRow(cells, columns, { ...options, isDate1904 }) });
    if (rows.length % rowsPerPart === 0) await options.pause();
  }
  return rows;
}

/** A key is 1 to 200 characters. */
const maxKeyCharacters = 200;

function keyOf(row: SourceRow, field: string): string {
  const value = row.values[field];
  const key = typeof value === 'string' ? value.normalize('NFC').trim() : '';
  const isReported = row.issues.some(({ column }) => column === headerOf(row, field));
  if (key === '' && !isReported) row.issues.push(issueAt(row, field, 'REQUIRED', 'is required'));
  if (key.length > maxKeyCharacters)
    row.issues.push(issueAt(row, field, 'INVALID_VALUE', `has more than ${maxKeyCharacters} characters`));
  return key;
}

export function issueAt(
  row: SourceRow,
  field: string,
  code: string,
  message: string,
  language?: string,
): RowIssue {
  const column = headerOf(row, field, language);
  const index = row.sheet.columns.find(({ header }) => header === column)?.index;
  const value = index === undefined ? null : shownValue(row.cells[index] ?? emptyCell);
  return { column, value, code, message };
}

export function issueOfRow(code: string, message: string): RowIssue {
  return { column: null, value: null, code, message };
}

function headerOf({ sheet }: SourceRow, field: string, language?: string): string | null {
  const columns = sheet.columns.filter(({ column }) => column.field === field);
  const found = columns.find((each) => each.language === language) ?? columns[0];
  if (found) return found.header;
  return sheets[sheet.id].columns.find((column) => column.field === field)?.headers[0] ?? null;
}

/** One report for each row of the files. */
export function reportOf(record: ImportedObject): RowReport[] {
  const { key, id, changed } = record;
  const action = isValid(record) ? record.action : 'INVALID';
  return rowsOf(record).map(({ sheet, number, issues, warnings }) => ({
    sheet: sheet.name,
    row: number,
    key: key === '' ? null : key,
    action,
    id,
    changed,
    issues,
    warnings,
  }));
}
