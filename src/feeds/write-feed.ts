import { byteOrderMark, csvLine } from '../spreadsheets/write-csv.ts';
import type { FeedPath } from './feed-path.ts';
import type { FeedRow } from './feed-row.ts';

export const feedMediaTypes = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
} as const;

/** Every row has the same columns. A list without rows has its columns in CSV. */
export function writeFeed(
  rows: readonly FeedRow[],
  format: FeedPath['format'],
  columns: readonly string[] = Object.keys(rows[0] ?? {}),
): Buffer {
  if (format === 'json') return Buffer.from(JSON.stringify(rows));
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))];
  return Buffer.from(byteOrderMark + lines.map(csvLine).join(''));
}
