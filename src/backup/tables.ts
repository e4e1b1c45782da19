/** The tables of the schema as the catalogue of the database lists them, so that a new table is never left out. */
import { sql } from '../database/sql.ts';
import type { ReadRows } from '../database/sql-transaction.ts';

export interface BackedUpTable {
  name: string;
  columns: { name: string; type: string }[];
  /** Rows refer to rows of the same table: all of them are inserted by one statement. */
  refersToItself: boolean;
}

interface Reference {
  from: string;
  to: string;
}

/** The tables in an order in which rows can be inserted: a row refers to earlier tables. */
export async function readTables(read: ReadRows): Promise<BackedUpTable[]> {
  const columns = await read<{ table: string; name: string; type: string }>(sql`
    SELECT class.relname AS "table", attribute.attname AS "name",
           format_type(attribute.atttypid, attribute.atttypmod) AS "type"
    FROM pg_class AS class JOIN pg_attribute AS attribute ON attribute.attrelid = class.oid
    WHERE class.relkind = 'r' AND class.relnamespace = current_schema()::regnamespace
      AND class.relname <> '_prisma_migrations'
      AND attribute.attnum > 0 AND NOT attribute.attisdropped AND attribute.attgenerated = ''
    ORDER BY class.relname, attribute.attnum`);
  const references = await read<Reference>(sql`
    SELECT referring.relname AS "from", referred.relname AS "to" FROM pg_constraint
    JOIN pg_class AS referring ON referring.oid = conrelid
    JOIN pg_class AS referred ON referred.oid = confrelid
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace`);
  const names = [...new Set(columns.map(({ table }) => table))];
  return inInsertableOrder(names, references).map((name) => ({
    name,
    columns: columns.filter(({ table }) => table === name).map(({ name, type }) => ({ name, type })),
    refersToItself: references.some(({ from, to }) => from === name && to === name),
  }));
}

/** Throws if tables refer to each other in a circle. */
export function inInsertableOrder(names: readonly string[], references: readonly Reference[]): string[] {
  const ordered: string[] = [];
  let waiting = [...names];
  while (waiting.length > 0) {
    const isReady = (name: string) =>
      references.every(({ from, to }) => from !== name || to === name || ordered.includes(to));
    const ready = waiting.filter(isReady);
    if (ready.length === 0) throw new Error(`these tables refer to each other: ${waiting.join(', ')}`);
    ordered.push(...ready);
    waiting = waiting.filter((name) => !ready.includes(name));
  }
  return ordered;
}

export async function readMigrations(read: ReadRows): Promise<string[]> {
  const rows = await read<{ name: string }>(sql`
    SELECT "migration_name" AS "name" FROM "_prisma_migrations"
    WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL ORDER BY "migration_name"`);
  return rows.map(({ name }) => name);
}
