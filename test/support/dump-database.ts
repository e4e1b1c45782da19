/** The rows of every table as text, as a dump has them. */
import type { Pool } from 'pg';

export interface DumpedRow {
  table: string;
  text: string;
}

export async function dumpDatabase(pool: Pick<Pool, 'query'>): Promise<DumpedRow[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  const dumped = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<{ text: string }>(
      `SELECT to_jsonb(item)::text AS text FROM "${name}" AS item`,
    );
    dumped.push(...rows.map(({ text }) => ({ table: name, text })));
  }
  return dumped;
}
