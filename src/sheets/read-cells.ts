/** Reads the cells of a row into the values of the input fields of a verb. */
import { type Cell, textOf } from '../spreadsheets/cell.ts';
import { unescapeFormula } from '../spreadsheets/formula-escape.ts';
import type { MappedColumn } from './map-headers.ts';
import { type DecimalSign, readAmount } from './read-amount.ts';
import { readDay, readInstant } from './read-date.ts';
import { type Names, readChoice, readCountry, readCurrency, readFlag, splitList } from './read-words.ts';
import { type CellProblem, invalid, type Reading } from './reading.ts';

/** The texts of a localized field by language; null clears the text of a language. */
export type LocalizedCells = Record<string, string | null>;

export interface RowValues {
  /** By input field. Null for an empty cell; a field without a column is absent. */
  values: Record<string, unknown>;
  issues: RowIssue[];
}

export interface RowIssue {
  /** The header. Null if the issue concerns the whole row. */
  column: string | null;
  /** What is in the cell. Null if it is empty, and without a column. */
  value: string | null;
  code: string;
  message: string;
}

export interface ReadOptions {
  names: Names;
  decimalSign?: DecimalSign | undefined;
  isDate1904: boolean;
  /** The time zone of the exhibition, for times without an offset. */
  timeZone: string;
}

export function readRow(
  cells: readonly Cell[],
  columns: readonly MappedColumn[],
  options: ReadOptions,
): RowValues {
  const values: Record<string, unknown> = {};
  const issues: RowIssue[] = [];
  const currency = readCurrencyOf(cells, columns, options);
  for (const { column, language, header, index } of columns) {
    if (column.kind === 'information') continue;
    const cell = cells[index] ?? { kind: 'empty' };
    const read = readCell(cell, column, { ...options, currency });
    if ('problem' in read) issues.push({ column: header, value: shownValue(cell), ...read.problem });
    const value = 'problem' in read ? null : read.value;
    if (column.kind !== 'localized') values[column.field] = value;
    else {
      const texts = values[column.field] as LocalizedCells | undefined;
      values[column.field] = { ...texts, [language!]: value as string | null };
    }
  }
  return { values, issues };
}

/** For a report. */
const maxShownCharacters = 200;

export function shownValue(cell: Cell): string | null {
  const text = textOf(cell);
  return text !== null && text.length > maxShownCharacters ? `${text.slice(0, maxShownCharacters)}…` : text;
}

/** An amount is read as an amount of its currency, wherever the column of the currency is. */
function readCurrencyOf(
  cells: readonly Cell[],
  columns: readonly MappedColumn[],
  { names }: ReadOptions,
): string | null {
  const mapped = columns.find(({ column }) => column.field === 'currency');
  const text = mapped && textOf(cells[mapped.index] ?? { kind: 'empty' });
  const read = text ? readCurrency(text, names) : null;
  return read && 'value' in read ? read.value : null;
}

type CellOptions = ReadOptions & { currency: string | null };

function readCell(
  cell: Cell,
  { kind, words }: MappedColumn['column'],
  options: CellOptions,
): Reading<unknown> {
  const { names, isDate1904, timeZone } = options;
  if (cell.kind === 'empty') return { value: null };
  if (cell.kind === 'error') return invalid(`has the error ${cell.text}`);
  if (kind === 'day') return readDay(cell, isDate1904);
  if (kind === 'instant') return readInstant(cell, isDate1904, timeZone);
  if (cell.kind === 'number' && cell.isDate)
    return invalid('is a date: format the cell as text and type its content again');
  if (cell.kind === 'number' && ['amount', 'decimal', 'integer'].includes(kind))
    return { value: numberOf(cell.text, kind) };
  const text = unescapeFormula(textOf(cell)!);
  switch (kind) {
    case 'amount':
    case 'decimal':
    case 'integer': {
      const read = readAmount(text, { currency: options.currency, decimalSign: options.decimalSign });
      return 'problem' in read ? read : { value: numberOf(read.value, kind) };
    }
    case 'currency':
      return readCurrency(text, names);
    case 'country':
      return readCountry(text, names);
    case 'countries':
      return readEach(splitList(text), (each) => readCountry(each, names));
    case 'flag':
      return readFlag(text);
    case 'choice':
      return readChoice(text, words!);
    case 'list':
    case 'references':
      return { value: splitList(text) };
    default:
      return { value: text.trim() };
  }
}

/** An integer is a number in the input of a verb; an amount is a string. The verb refuses what is no integer. */
function numberOf(text: string, kind: string): unknown {
  return kind === 'integer' ? Number(text) : text;
}

function readEach<Value>(texts: readonly string[], read: (text: string) => Reading<Value>): Reading<Value[]> {
  const values: Value[] = [];
  for (const text of texts) {
    const one = read(text);
    if ('problem' in one) return { problem: one.problem satisfies CellProblem };
    values.push(one.value);
  }
  return { value: values };
}
