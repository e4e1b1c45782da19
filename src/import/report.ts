/** What an import did, or would do: row by row. */
import type { RowIssue } from '../sheets/read-cells.ts';

export type RowAction = 'CREATE' | 'UPDATE' | 'UNCHANGED' | 'INVALID';

export interface RowReport {
  sheet: string;
  row: number;
  key: string | null;
  action: RowAction;
  /** The global id of the object. Null if it would be created, or if it is not known. */
  id: string | null;
  /** The input fields that change. */
  changed: string[];
  issues: RowIssue[];
  /** What is probably a mistake. The row is imported all the same. */
  warnings: RowIssue[];
}

/** A problem of a file, of a sheet or of its header. Nothing is imported if there is one. */
export interface FileIssue extends RowIssue {
  file: string;
  sheet: string | null;
  row: number | null;
}

export interface ImportReport {
  /** False after a check, and if nothing was written because of an error. */
  isCommitted: boolean;
  /** The slug of the exhibition. Null if the files concern none. */
  exhibition: string | null;
  created: number;
  updated: number;
  unchanged: number;
  invalid: number;
  issues: FileIssue[];
  rows: RowReport[];
}

export function summarize(
  rows: RowReport[],
  rest: Pick<ImportReport, 'isCommitted' | 'exhibition' | 'issues'>,
): ImportReport {
  const count = (action: RowAction) => rows.filter((row) => row.action === action).length;
  return {
    ...rest,
    created: count('CREATE'),
    updated: count('UPDATE'),
    unchanged: count('UNCHANGED'),
    invalid: count('INVALID'),
    rows,
  };
}
