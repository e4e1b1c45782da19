/** A file that cannot be read. The message names the limit or the cause, and the remedy. */
export type FileProblemCode =
  | 'FILE_TOO_LARGE'
  | 'FILE_UNREADABLE'
  | 'FORBIDDEN_XML'
  | 'UNCLEAR_ENCODING'
  | 'TOO_MANY_ROWS'
  | 'TOO_MANY_COLUMNS'
  | 'CELL_TOO_LONG';

export class FileProblem extends Error {
  readonly code: FileProblemCode;
  /** Where it was found. Null if it concerns the whole file. */
  readonly row: number | null;

  constructor(code: FileProblemCode, message: string, row: number | null = null) {
    super(message);
    this.code = code;
    this.row = row;
  }
}

export function tooManyRows(max: number): FileProblem {
  const message = `The file has more than ${max.toLocaleString('en')} rows. Split it.`;
  return new FileProblem('TOO_MANY_ROWS', message);
}

export function tooManyColumns(max: number, row: number): FileProblem {
  return new FileProblem('TOO_MANY_COLUMNS', `Row ${row} has more than ${max} columns.`, row);
}

export function cellTooLong(max: number, row: number): FileProblem {
  const message = `A cell of row ${row} has more than ${max.toLocaleString('en')} characters.`;
  return new FileProblem('CELL_TOO_LONG', message, row);
}
