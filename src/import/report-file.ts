/** The report of an import as a file: everything as JSON, or a line for each row and issue as CSV. */
import { byteOrderMark, csvLine } from '../spreadsheets/write-csv.ts';
import type { ImportReport } from './report.ts';

const header = ['sheet', 'row', 'key', 'action', 'id', 'changed', 'column', 'value', 'code', 'message'];

export function reportAsCsv({ rows, issues }: ImportReport): string {
  const ofFiles = issues.map(({ file, sheet, row, column, value, code, message }) => [
    sheet ?? file,
    row === null ? null : String(row),
    null,
    'INVALID',
    null,
    null,
    column,
    value,
    code,
    message,
  ]);
  const ofRows = rows.flatMap(({ sheet, row, key, action, id, changed, issues: found }) => {
    const start = [sheet, String(row), key, action, id, changed.join(' ')];
    return found.length === 0
      ? [[...start, null, null, null, null]]
      : found.map(({ column, value, code, message }) => [...start, column, value, code, message]);
  });
  return byteOrderMark + [header, ...ofFiles, ...ofRows].map(csvLine).join('');
}
