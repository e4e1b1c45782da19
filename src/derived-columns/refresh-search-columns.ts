import { advisoryLocks } from '../database/advisory-locks.ts';
import type { Database } from '../database/database.ts';
import type { LocalizedText } from '../text/localized-text.ts';
import { foldingVersion } from '../text/search-text.ts';
import { indexColumns } from './index-deals.ts';
import { nameColumns } from './name-columns.ts';

type Pool = Database['streamPool'];

const rowsPerBatch = 500;

interface NamedRow {
  id: string;
  names: LocalizedText;
}

interface DealRow {
  id: string;
  titles: LocalizedText;
  parties: { names: LocalizedText; country: string }[];
}

/**
 * refreshSearchColumns writes the columns of searches and orders again if an older version of foldText wrote them: a
 * search would not find a text that was folded differently. Returns the number of rows.
 */
export async function refreshSearchColumns(pool: Pool): Promise<number> {
  if (await isCurrent(pool)) return 0;
  // The embedded database has one session, and one process.
  return pool.options.max === 1 ? refresh(pool) : whileLocked(pool, () => refresh(pool));
}

/** A transaction of its own holds the lock meanwhile: through a pooler, a session cannot. */
async function whileLocked(pool: Pool, work: () => Promise<number>): Promise<number> {
  const holder = await pool.connect();
  try {
    await holder.query('BEGIN');
    await holder.query(
      'SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0',
    );
    // Servers that start together do it once.
    await holder.query(`SELECT pg_advisory_xact_lock(${advisoryLocks.searchColumns})`);
    return await work();
  } finally {
    await holder.query('ROLLBACK').catch(() => {});
    holder.release();
  }
}

async function refresh(pool: Pool): Promise<number> {
  const client = await pool.connect();
  try {
    if (await isCurrent(client)) return 0;
    const refreshed =
      (await refreshNames(client, 'Organization')) +
      (await refreshNames(client, 'Person')) +
      (await refreshDeals(client));
    await client.query('INSERT INTO "SearchFolding" ("version") VALUES ($1) ON CONFLICT DO NOTHING', [
      foldingVersion,
    ]);
    return refreshed;
  } finally {
    await client.query('ROLLBACK').catch(() => {});
    client.release();
  }
}

type Queryable = Pick<Pool, 'query'>;

async function isCurrent(database: Queryable): Promise<boolean> {
  const { rows } = await database.query<{ version: number | null }>(
    'SELECT max("version") AS version FROM "SearchFolding"',
  );
  return (rows[0]?.version ?? 0) >= foldingVersion;
}

function refreshNames(client: Queryable, table: 'Organization' | 'Person'): Promise<number> {
  return eachRow<NamedRow>(
    client,
    table,
    `SELECT "id", "names" FROM "${table}" WHERE "id" = ANY ($1)`,
    async ({ id, names }) => {
      const { searchText, searchGrams, sortName } = nameColumns(names);
      await client.query(
        `UPDATE "${table}" SET "searchText" = $2, "searchGrams" = $3, "sortName" = $4 WHERE "id" = $1`,
        [id, searchText, searchGrams, sortName],
      );
    },
  );
}

function refreshDeals(client: Queryable): Promise<number> {
  return eachRow<DealRow>(
    client,
    'Deal',
    `SELECT deal."id", deal."titles", coalesce(
       (SELECT json_agg(json_build_object('names', organization."names", 'country', organization."country"))
        FROM "DealParty" AS party JOIN "Organization" AS organization ON organization."id" = party."organizationId"
        WHERE party."dealId" = deal."id"), '[]') AS parties
     FROM "Deal" AS deal WHERE deal."id" = ANY ($1)`,
    async ({ id, titles, parties }) => {
      const { searchText, searchGrams } = indexColumns(titles, parties);
      await client.query('UPDATE "Deal" SET "searchText" = $2, "searchGrams" = $3 WHERE "id" = $1', [
        id,
        searchText,
        searchGrams,
      ]);
    },
  );
}

/**
 * Writes in batches, each in one transaction. Rows are locked before the values that their columns depend on are
 * read. So a concurrent change is either read, or waits for the lock and writes the columns itself.
 */
async function eachRow<Row extends { id: string }>(
  client: Queryable,
  table: 'Organization' | 'Person' | 'Deal',
  text: string,
  work: (row: Row) => Promise<void>,
): Promise<number> {
  let last = '00000000-0000-0000-0000-000000000000';
  let count = 0;
  for (;;) {
    await client.query('BEGIN');
    await client.query('SET LOCAL statement_timeout = 0');
    const locked = await client.query<{ id: string }>(
      `SELECT "id" FROM "${table}" WHERE "id" > $1 ORDER BY "id" LIMIT $2 FOR NO KEY UPDATE`,
      [last, rowsPerBatch],
    );
    const ids = locked.rows.map(({ id }) => id);
    const { rows } = await client.query<Row>(text, [ids]);
    for (const row of rows) await work(row);
    await client.query('COMMIT');
    count += ids.length;
    if (ids.length < rowsPerBatch) return count;
    last = ids.at(-1)!;
  }
}
