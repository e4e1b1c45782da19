/** What is read from a cell, whatever the file format. */
export type Cell =
  | { kind: 'empty' }
  | { kind: 'text'; text: string }
  /** A decimal string. `isDate` is true if the cell has a date format: the number is then a serial date. */
  | { kind: 'number'; text: string; isDate: boolean }
  | { kind: 'boolean'; value: boolean }
  /** An error of Excel, such as #REF!, or a formula without a stored value. */
  | { kind: 'error'; text: string };

export interface Row {
  /** As the spreadsheet program shows it, from 1. */
  number: number;
  cells: Cell[];
}

export interface Sheet {
  name: string;
  /** Without the rows that are empty. The first one is the header. */
  rows: Row[];
  /** Serial dates count from 1904, as on old Macs, not from 1900. */
  isDate1904: boolean;
  /** Cells that the file merges: it has the content of the first of them only. */
  merged: MergedCells[];
}

export interface MergedCells {
  /** As in the file, such as "A1:B2". */
  reference: string;
  firstRow: number;
  lastRow: number;
  /** From 0. */
  firstColumn: number;
  lastColumn: number;
}

export const emptyCell: Cell = { kind: 'empty' };

export function textCell(text: string): Cell {
  return text.trim() === '' ? emptyCell : { kind: 'text', text };
}

/** The text of a cell as a reader sees it. Null if it is empty. */
export function textOf(cell: Cell): string | null {
  switch (cell.kind) {
    case 'empty':
      return null;
    case 'boolean':
      return cell.value ? 'TRUE' : 'FALSE';
    default:
      return cell.text;
  }
}

export function isEmptyRow({ cells }: Row): boolean {
  return cells.every(({ kind }) => kind === 'empty');
}
