/**
 * Applies prisma/migrations in order and records them in _prisma_migrations, compatible with `prisma migrate`. Several
 * processes can start at the same time.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';

const migrationsDir = findMigrations();
/** The key of the advisory lock of `prisma migrate`. */
const prismaMigrationLock = 72_707_369;

/** Another process may hold the lock for as long as its migrations run. */
const migrationTimeoutMs = 3_600_000;

const createMigrationsTable = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;

export class MigrationError extends Error {
  override name = 'MigrationError';
}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** migrate returns the names of the migrations that it applied. Throws MigrationError if an applied one has changed. */
export async function migrate(pool: pg.Pool): Promise<string[]> {
  const migrations = await readMigrations();
  const client = await pool.connect();
  try {
    // The timeouts of the pool are for requests. A migration can take longer.
    await client.query('SET lock_timeout = 0; SET statement_timeout = 0');
    await queryUntilDone(client, `SELECT pg_advisory_lock(${prismaMigrationLock})`);
    try {
      await client.query(createMigrationsTable);
      return await applyMissing(client, migrations);
    } finally {
      await client.query(`SELECT pg_advisory_unlock(${prismaMigrationLock})`);
      await client.query('RESET lock_timeout; RESET statement_timeout');
    }
  } finally {
    client.release();
  }
}

/** The names of the migrations that the database lacks. */
export async function pendingMigrations(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string | null }>(
    `SELECT to_regclass('"_prisma_migrations"')::text AS name`,
  );
  const applied = rows[0]?.name ? await readApplied(pool) : new Map<string, string>();
  const migrations = await readMigrations();
  return migrations.filter(({ name }) => !applied.has(name)).map(({ name }) => name);
}

async function applyMissing(client: pg.PoolClient, migrations: Migration[]): Promise<string[]> {
  const applied = await readApplied(client);
  const done: string[] = [];
  for (const { name, sql, checksum } of migrations) {
    const known = applied.get(name);
    if (known === checksum) continue;
    if (known !== undefined) throw new MigrationError(`migration ${name} was changed after it was applied`);
    await client.query('BEGIN');
    try {
      await queryUntilDone(client, sql);
      await client.query(
        `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
         VALUES ($1, $2, $3, now(), 1)`,
        [randomUUID(), checksum, name],
      );
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      throw new MigrationError(`migration ${name} failed: ${(error as Error).message}`, { cause: error });
    }
    done.push(name);
  }
  return done;
}

/** Without its own timeout the query would have the one of the pool. */
function queryUntilDone(client: pg.PoolClient, text: string): Promise<unknown> {
  const query: pg.QueryConfig & { query_timeout: number } = { text, query_timeout: migrationTimeoutMs };
  return client.query(query);
}

async function readApplied(client: pg.Pool | pg.PoolClient): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    `SELECT migration_name, checksum FROM "_prisma_migrations"
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

async function readMigrations(): Promise<Migration[]> {
  const entries = await readdir(migrationsDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(new URL(`${name}/migration.sql`, migrationsDir), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** The migrations are not compiled: `dist/src/database` is one folder deeper than `src/database`. */
function findMigrations(): URL {
  const depth = import.meta.url.includes('/dist/src/') ? '../../../' : '../../';
  return new URL(`${depth}prisma/migrations/`, import.meta.url);
}
