/**
 * The lines of a backup: what it is, then each table with its rows, and how many rows there were. Every value is the text that
 * Postgres has for it, so that any Postgres, embedded or not, reads it.
 */
import type { Snapshot } from '../database/export-snapshot.ts';
import { type BackedUpTable, readMigrations, readTables } from './tables.ts';

export const backupFormat = 'pavilion-backup-1';

/** A row has the texts of its columns, in their order. */
export type BackupLine =
  | { format: string; migrations: string[] }
  | { table: string; columns: string[] }
  | (string | null)[]
  | { rows: number };

export async function* backupLines({ read, scan }: Snapshot): AsyncGenerator<BackupLine> {
  yield { format: backupFormat, migrations: await readMigrations(read) };
  let rows = 0;
  for (const table of await readTables(read)) {
    yield { table: table.name, columns: table.columns.map(({ name }) => name) };
    for await (const { row } of scan<{ row: string }>(rowsQuery(table))) {
      rows++;
      yield JSON.parse(row);
    }
  }
  yield { rows };
}

function rowsQuery({ name, columns }: BackedUpTable): string {
  const texts = columns.map((column) => `${quoted(column.name)}::text`);
  return `SELECT json_build_array(${texts.join(', ')})::text AS "row" FROM ${quoted(name)}`;
}

/** Names come from the catalogue of the database. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
