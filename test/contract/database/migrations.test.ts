import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { advisoryLocks } from '../../../src/database/advisory-locks.ts';
import { MigrationError, migrate, pendingMigrations } from '../../../src/database/migrate.ts';
import { createTestDatabase } from '../../support/databases.ts';
import { prismaBookkeeping } from '../../support/prisma-bookkeeping.ts';

const root = new URL('../../../', import.meta.url);
const initial = '20261123000000_initial';
const rules = '20261123000100_what_must_never_be';
/** Generous, for a machine that runs other tests too. */
const slowWithinMs = 180_000;

async function useBlankDatabase(): Promise<string> {
  const { url, drop } = await createTestDatabase('empty');
  onTestFinished(drop);
  await usePool(url).query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  return url;
}

function usePool(connectionString: string, options: pg.PoolConfig = {}): pg.Pool {
  const pool = new pg.Pool({ ...options, connectionString });
  // Its database is dropped under it.
  pool.on('error', () => {});
  onTestFinished(() => pool.end());
  return pool;
}

async function readHistory(pool: pg.Pool): Promise<{ migration_name: string }[]> {
  const { rows } = await pool.query('SELECT * FROM "_prisma_migrations" ORDER BY migration_name');
  return rows;
}

it(
  'creates exactly what schema.prisma describes',
  async () => {
    const arguments_ = ['prisma/migration.ts', '--check'];
    const check = promisify(execFile)(process.execPath, arguments_, { cwd: root });
    await expect(check).resolves.toMatchObject({ stderr: '' });
  },
  slowWithinMs,
);

it('applies each migration once: the second time changes nothing', async () => {
  const pool = usePool(await useBlankDatabase());
  const applied = await migrate(pool);
  const history = await readHistory(pool);
  expect(applied).toEqual(expect.arrayContaining([initial, rules]));
  expect(history.map((row) => row.migration_name)).toEqual(applied);
  expect(await migrate(pool)).toEqual([]);
  expect(await readHistory(pool)).toEqual(history);
});

it('applies each migration once when several processes migrate concurrently', async () => {
  const url = await useBlankDatabase();
  const pools = Array.from({ length: 4 }, () => usePool(url));
  const missing = await pendingMigrations(pools[0]!);
  const applied = await Promise.all(pools.map(migrate));
  expect(applied.flat().sort()).toEqual(missing);
  expect((await readHistory(pools[0]!)).map((row) => row.migration_name)).toEqual(missing);
});

it('waits for the migration of another process longer than the statement timeout', async () => {
  const url = await useBlankDatabase();
  const requestTimeoutMs = 1_000;
  const timeouts = `-c lock_timeout=${requestTimeoutMs} -c statement_timeout=${requestTimeoutMs}`;
  const pool = usePool(url, { options: timeouts, query_timeout: requestTimeoutMs });
  const other = await usePool(url).connect();
  try {
    await other.query('SELECT pg_advisory_lock($1)', [advisoryLocks.migrations]);
    // How long that other one takes is what is tested: nothing happens meanwhile that could be awaited.
    const unlocking = other.query('SELECT pg_sleep(1.2); SELECT pg_advisory_unlock_all()');
    const [applied] = await Promise.all([migrate(pool), unlocking]);
    expect(applied).toContain(initial);
  } finally {
    other.release();
  }
});

it('rejects a database if an applied migration has changed since', async () => {
  const pool = usePool(await useBlankDatabase());
  await migrate(pool);
  await pool.query(`UPDATE "_prisma_migrations" SET checksum = 'other' WHERE migration_name = '${initial}'`);
  await expect(migrate(pool)).rejects.toThrow(MigrationError);
  await expect(migrate(pool)).rejects.toThrow(`migration ${initial} was changed after it was applied`);
});

it('applies a migration completely or not at all, and continues at the failed one', async () => {
  const pool = usePool(await useBlankDatabase());
  await pool.query(prismaBookkeeping);
  await pool.query(
    `ALTER TABLE _prisma_migrations ADD CONSTRAINT refused CHECK (migration_name <> '${rules}')`,
  );
  await expect(migrate(pool)).rejects.toThrow(MigrationError);
  expect(await pendingMigrations(pool)).toContain(rules);
  const { rows } = await pool.query('SELECT FROM "Currency"');
  expect(rows).toEqual([]);
  await pool.query('ALTER TABLE _prisma_migrations DROP CONSTRAINT refused');
  expect(await migrate(pool)).toContain(rules);
});
