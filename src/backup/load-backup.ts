import type { Database } from '../database/database.ts';
import { inLongTransaction } from '../database/long-transaction.ts';
import type { BackupLine } from './lines.ts';
import { Loader } from './loader.ts';

/** All rows of a table that refers to itself are one statement. */
const statementTimeoutMs = 60 * 60_000;

/** Writes all lines in one transaction, or nothing. Returns the number of rows. */
export async function loadBackup(
  pool: Database['streamPool'],
  lines: AsyncIterable<BackupLine>,
): Promise<number> {
  let rows = 0;
  await inLongTransaction(
    pool,
    async (transaction) => {
      const loader = new Loader(transaction);
      for await (const line of lines) await loader.accept(line);
      loader.requireComplete();
      rows = loader.rows;
      return true;
    },
    { statementTimeoutMs },
  );
  return rows;
}
