import type { Database } from '../database/database.ts';
import { inLongTransaction } from '../database/long-transaction.ts';
import { sql } from '../database/sql.ts';
import type { BackupLine } from './lines.ts';
import { Loader } from './loader.ts';

/** Writes all lines in one transaction, or nothing. Returns the number of rows. */
export async function loadBackup(
  pool: Database['streamPool'],
  lines: AsyncIterable<BackupLine>,
): Promise<number> {
  let rows = 0;
  await inLongTransaction(pool, async (transaction) => {
    // The timeouts of the pool are for requests: all rows of a table that refers to itself are one statement.
    await transaction.write([sql`SET LOCAL lock_timeout = 0`, sql`SET LOCAL statement_timeout = 0`]);
    const loader = new Loader(transaction);
    for await (const line of lines) await loader.accept(line);
    loader.requireComplete();
    rows = loader.rows;
    return true;
  });
  return rows;
}
