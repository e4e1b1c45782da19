/**
 * An archive: the rows of an exhibition, its announcements included, as lines of JSON. Another server reads it and
 * answers as this one (import/import-archive.ts). Audit records, idempotency keys and tokens are not part of it.
 */

import type { Snapshot } from '../database/export-snapshot.ts';
import { sql } from '../database/sql.ts';
import { archiveFormat, archiveTables } from '../import/archive-tables.ts';

export async function* archiveLines(
  { read, scan }: Snapshot,
  exhibition: { id: string; slug: string },
): AsyncGenerator<string> {
  const [migration] = await read<{ name: string }>(
    sql`SELECT max("migration_name") AS name FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL`,
  );
  yield line({ format: archiveFormat, migration: migration!.name, exhibition: exhibition.slug });
  for (const { name, order, where } of archiveTables) {
    const query = `SELECT to_jsonb(item) AS row FROM "${name}" AS item WHERE ${where(`'${exhibition.id}'::uuid`)} ORDER BY ${order}`;
    for await (const { row } of scan<{ row: object }>(query)) yield line({ table: name, row });
  }
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
