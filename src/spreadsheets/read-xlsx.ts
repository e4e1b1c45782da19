/**
 * Reads the values of an XLSX workbook: no formula is evaluated, no link followed, no macro read. The cell of a formula
 * has the value that the spreadsheet program stored with it.
 */
import { posix } from 'node:path';
import type { Pause } from '../stream/pause.ts';
import {
  type Cell,
  emptyCell,
  isEmptyRow,
  type MergedCells,
  type Row,
  type Sheet,
  textCell,
} from './cell.ts';
import { decimalText } from './decimal-text.ts';
import type { FileLimits } from './file-limits.ts';
import { cellTooLong, FileProblem, tooManyColumns, tooManyRows } from './file-problem.ts';
import { parseXml, type XmlHandlers } from './xml-events.ts';
import { openZip, type ZipEntries } from './zip-entries.ts';

interface Workbook {
  sheets: { name: string; relation: string }[];
  isDate1904: boolean;
}

export async function readXlsx(bytes: Uint8Array, limits: FileLimits, pause: Pause): Promise<Sheet[]> {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    throw new FileProblem(
      'FILE_UNREADABLE',
      'The file is encrypted or has the old .xls format. Save it as .xlsx without a password.',
    );
  const zip = await openZip(bytes, limits, pause);
  try {
    const workbook = await readWorkbook(zip);
    const targets = await readRelations(zip);
    const strings = zip.has('xl/sharedStrings.xml') ? await readStrings(zip, limits) : [];
    const dateStyles = zip.has('xl/styles.xml') ? await readDateStyles(zip) : [];
    const sheets: Sheet[] = [];
    let rows = 0;
    for (const { name, relation } of workbook.sheets) {
      const target = targets.get(relation);
      if (!target) continue;
      const left = limits.maxRows - rows;
      const read = await readSheet(zip, target, { strings, dateStyles, limits, left });
      rows += read.rows.length;
      sheets.push({ name, ...read, isDate1904: workbook.isDate1904 });
    }
    return sheets;
  } finally {
    await zip.close();
  }
}

async function readPart(zip: ZipEntries, name: string, handlers: XmlHandlers): Promise<void> {
  const xml = parseXml(handlers);
  await zip.readText(name, (text) => xml.write(text));
  xml.end();
}

async function readWorkbook(zip: ZipEntries): Promise<Workbook> {
  const workbook: Workbook = { sheets: [], isDate1904: false };
  await readPart(zip, 'xl/workbook.xml', {
    open(element, attributes) {
      if (element === 'workbookPr') workbook.isDate1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
      if (element !== 'sheet') return;
      const relation = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1] ?? '';
      workbook.sheets.push({ name: attributes.name ?? '', relation });
    },
  });
  return workbook;
}

async function readRelations(zip: ZipEntries): Promise<ReadonlyMap<string, string>> {
  const targets = new Map<string, string>();
  await readPart(zip, 'xl/_rels/workbook.xml.rels', {
    open(element, { Id: id, Target: target, Type: type = '' }) {
      if (element !== 'Relationship' || !id || !target || !type.endsWith('/worksheet')) return;
      targets.set(id, target.startsWith('/') ? target.slice(1) : posix.join('xl', target));
    },
  });
  return targets;
}

async function readStrings(
  zip: ZipEntries,
  { maxCellCharacters, maxSharedStrings }: FileLimits,
): Promise<string[]> {
  const strings: string[] = [];
  const collected = new TextParts(maxCellCharacters);
  await readPart(zip, 'xl/sharedStrings.xml', {
    open: (element) => collected.open(element),
    text: (text) => collected.text(text),
    close(element) {
      collected.close(element);
      if (element !== 'si') return;
      if (strings.length >= maxSharedStrings)
        throw new FileProblem(
          'FILE_TOO_LARGE',
          `The workbook has more than ${maxSharedStrings.toLocaleString('en')} different texts.`,
        );
      strings.push(collected.take());
    },
  });
  return strings;
}

/** The text of runs, without the reading of Japanese characters (`rPh`). */
class TextParts {
  readonly #maxCharacters: number;
  #text = '';
  #isText = false;
  #isReading = false;

  constructor(maxCharacters: number) {
    this.#maxCharacters = maxCharacters;
  }

  open(element: string): void {
    if (element === 't') this.#isText = true;
    if (element === 'rPh') this.#isReading = true;
  }

  text(text: string): void {
    // A longer one is noticed by its cell.
    if (this.#isText && !this.#isReading && this.#text.length <= this.#maxCharacters) this.#text += text;
  }

  close(element: string): void {
    if (element === 't') this.#isText = false;
    if (element === 'rPh') this.#isReading = false;
  }

  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }
}

/** For each style of a cell, whether it shows a date. */
async function readDateStyles(zip: ZipEntries): Promise<boolean[]> {
  const formats = new Map<string, string>();
  const styles: boolean[] = [];
  let isCellFormat = false;
  await readPart(zip, 'xl/styles.xml', {
    open(element, { numFmtId = '', formatCode = '' }) {
      if (element === 'numFmt') formats.set(numFmtId, formatCode);
      if (element === 'cellXfs') isCellFormat = true;
      if (element === 'xf' && isCellFormat) styles.push(isDateFormat(numFmtId, formats.get(numFmtId)));
    },
    close(element) {
      if (element === 'cellXfs') isCellFormat = false;
    },
  });
  return styles;
}

/** ECMA-376, 18.8.30: the numbers of the formats that are built in; 27 to 36 and 50 to 58 are dates in East Asia. */
export function isDateFormat(id: string, code: string | undefined): boolean {
  if (code !== undefined) return /[ymdhs]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
  const number = Number(id);
  return (
    (number >= 14 && number <= 22) ||
    (number >= 27 && number <= 36) ||
    (number >= 45 && number <= 47) ||
    (number >= 50 && number <= 58)
  );
}

interface SheetParts {
  strings: readonly string[];
  dateStyles: readonly boolean[];
  limits: FileLimits;
  /** How many rows the other sheets leave. */
  left: number;
}

async function readSheet(
  zip: ZipEntries,
  part: string,
  parts: SheetParts,
): Promise<Pick<Sheet, 'rows' | 'merged'>> {
  const { limits, left } = parts;
  const rows: Row[] = [];
  const merged: MergedCells[] = [];
  let row: Row = { number: 0, cells: [] };
  let column = 0;
  let attributes: Readonly<Record<string, string>> = {};
  let value = '';
  let isValue = false;
  let hasFormula = false;
  const inline = new TextParts(limits.maxCellCharacters);
  await readPart(zip, part, {
    open(element, given) {
      inline.open(element);
      if (element === 'row') row = { number: rowNumber(given.r) ?? row.number + 1, cells: [] };
      if (element === 'mergeCell' && merged.length < maxMerged) merged.push(...mergedCells(given.ref ?? ''));
      if (element === 'c') {
        column = given.r ? columnIndex(given.r) : row.cells.length;
        if (!(column < limits.maxColumns)) throw tooManyColumns(limits.maxColumns, row.number);
        attributes = given;
        value = '';
        hasFormula = false;
      }
      if (element === 'f') hasFormula = true;
      if (element === 'v') isValue = true;
    },
    text(text) {
      inline.text(text);
      if (isValue && value.length <= limits.maxCellCharacters) value += text;
    },
    close(element) {
      inline.close(element);
      if (element === 'v') isValue = false;
      if (element === 'c') {
        const text = inline.take();
        const cell = cellOf(attributes, attributes.t === 'inlineStr' ? text : value, hasFormula, parts);
        if (cell.kind === 'text' && cell.text.length > limits.maxCellCharacters)
          throw cellTooLong(limits.maxCellCharacters, row.number);
        while (row.cells.length < column) row.cells.push(emptyCell);
        row.cells[column] = cell;
      }
      if (element === 'row' && !isEmptyRow(row)) {
        if (rows.length >= left) throw tooManyRows(limits.maxRows);
        rows.push(row);
      }
    },
  });
  return { rows, merged };
}

/** The others are not reported. */
const maxMerged = 1_000;
const lastRowOfExcel = 1_048_576;

function rowNumber(text: string | undefined): number | null {
  const number = Number(text);
  return Number.isInteger(number) && number >= 1 && number <= lastRowOfExcel ? number : null;
}

function mergedCells(reference: string): MergedCells[] {
  const [, from, firstRow, to, lastRow] =
    /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(reference) ?? [];
  if (!from || !to) return [];
  const rows = { firstRow: Number(firstRow), lastRow: Number(lastRow) };
  return [{ reference, ...rows, firstColumn: columnIndex(`${from}1`), lastColumn: columnIndex(`${to}1`) }];
}

function cellOf(
  { t: type = 'n', s: style = '' }: Readonly<Record<string, string>>,
  value: string,
  hasFormula: boolean,
  { strings, dateStyles }: SheetParts,
): Cell {
  if (hasFormula && value === '' && type !== 'str')
    return { kind: 'error', text: 'a formula without a stored value: open the file, save it, and try again' };
  if (value === '') return emptyCell;
  switch (type) {
    case 's':
      return textCell(unescapeCharacters(strings[Number(value)] ?? ''));
    case 'd':
      // ISO 8601. A day has the time 0.
      return textCell(value.replace(/T00:00(:00(\.0+)?)?$/, ''));
    case 'inlineStr':
    case 'str':
      return textCell(unescapeCharacters(value));
    case 'b':
      return { kind: 'boolean', value: value === '1' };
    case 'e':
      return { kind: 'error', text: value };
    default: {
      const text = decimalText(value);
      return text === null
        ? { kind: 'error', text: value }
        : { kind: 'number', text, isDate: dateStyles[Number(style)] ?? false };
    }
  }
}

/** ECMA-376, 22.4.2.4: `_x000D_` is a carriage return. */
function unescapeCharacters(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** "AB12" is the column 27, from 0. NaN for anything else. */
function columnIndex(reference: string): number {
  const letters = /^[A-Z]{1,3}(?=\d+$)/.exec(reference)?.[0];
  if (!letters) return Number.NaN;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
