/** The report of an import as a file: everything as JSON, or a line for each row and issue as CSV. */
import { byteOrderMark, csvLine } from '../spreadsheets/write-csv.ts';
import type { ImportReport } from './report.ts';

const header = [
  ...['sheet', 'row', 'key', 'action', 'id', 'changed', 'column', 'value', 'code', 'message', 'severity'],
];

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
    'error',
  ]);
  const ofRows = rows.flatMap(({ sheet, row, key, action, id, changed, issues: found, warnings }) => {
    const start = [sheet, String(row), key, action, id, changed.join(' ')];
    const linesOf = (severity: string, list: typeof found) =>
      list.map(({ column, value, code, message }) => [...start, column, value, code, message, severity]);
    const lines = [...linesOf('error', found), ...linesOf('warning', warnings)];
    return lines.length > 0 ? lines : [[...start, null, null, null, null, null]];
  });
  return byteOrderMark + [header, ...ofFiles, ...ofRows].map(csvLine).join('');
}
