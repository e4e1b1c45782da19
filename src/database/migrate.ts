/**
 * Applies prisma/migrations in order and records them in _prisma_migrations, compatible with `prisma migrate`. Several
 * processes can start at the same time.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';
import { advisoryLocks } from './advisory-locks.ts';

/** It is not compiled: `dist/src/database` is one folder deeper than `src/database`. */
export const prismaFolder = new URL(
  import.meta.url.includes('/dist/src/') ? '../../../prisma/' : '../../prisma/',
  import.meta.url,
);
const migrationsDir = new URL('migrations/', prismaFolder);

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

/**
 * migrate returns the names of the migrations that it applied. Throws MigrationError if an applied one has changed.
 *
 * Each migration is one transaction that takes the lock, so that it also works through a pooler. A database that lacks
 * none is only read: it may be read-only.
 */
export async function migrate(pool: pg.Pool): Promise<string[]> {
  const migrations = await readMigrations();
  const done: string[] = [];
  if (missingOf(migrations, await readApplied(pool)).length === 0) return done;
  const client = await pool.connect();
  try {
    for (;;) {
      const name = await applyNext(client, migrations);
      if (name === null) return done;
      done.push(name);
    }
  } finally {
    client.release();
  }
}

/** The names of the migrations that the database lacks. */
export async function pendingMigrations(pool: pg.Pool): Promise<string[]> {
  const applied = await readApplied(pool);
  const migrations = await readMigrations();
  return migrations.filter(({ name }) => !applied.has(name)).map(({ name }) => name);
}

/** Null if none is missing. */
async function applyNext(client: pg.PoolClient, migrations: Migration[]): Promise<string | null> {
  await client.query('BEGIN');
  try {
    // The timeouts of the pool are for requests. A migration can take longer.
    await client.query('SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0');
    await queryUntilDone(client, `SELECT pg_advisory_xact_lock(${advisoryLocks.migrations})`);
    await client.query(createMigrationsTable);
    const [next] = missingOf(migrations, await readApplied(client));
    if (next) await apply(client, next);
    await client.query('COMMIT');
    return next?.name ?? null;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

async function apply(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await queryUntilDone(client, sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
  } catch (error) {
    throw new MigrationError(`migration ${name} failed: ${(error as Error).message}`, { cause: error });
  }
}

function missingOf(migrations: Migration[], applied: ReadonlyMap<string, string>): Migration[] {
  return migrations.filter(({ name, checksum }) => {
    const known = applied.get(name);
    if (known !== undefined && known !== checksum)
      throw new MigrationError(`migration ${name} was changed after it was applied`);
    return known === undefined;
  });
}

/** Without its own timeout the query would have the one of the pool. */
function queryUntilDone(client: pg.PoolClient, text: string): Promise<unknown> {
  const query: pg.QueryConfig & { query_timeout: number } = { text, query_timeout: migrationTimeoutMs };
  return client.query(query);
}

/** Empty for a database that was never migrated. */
async function readApplied(client: pg.Pool | pg.PoolClient): Promise<Map<string, string>> {
  const table = await client.query<{ name: string | null }>(
    `SELECT to_regclass('"_prisma_migrations"')::text AS name`,
  );
  if (!table.rows[0]?.name) return new Map();
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
