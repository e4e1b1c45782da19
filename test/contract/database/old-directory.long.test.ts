import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { startPavilion } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { openDatabase } from '../../../src/database/database.ts';
import { pendingMigrations } from '../../../src/database/migrate.ts';
import { prismaBookkeeping } from '../../support/prisma-bookkeeping.ts';

const root = new URL('../../../', import.meta.url);
const initial = '20261123000000_initial';
const rules = '20261123000100_what_must_never_be';
/** Generous, for a machine that runs other tests too. */
const slowWithinMs = 180_000;
const logger = pino({ level: 'silent' });

/** As Prisma's own tools would have left it when there was only the first migration. */
async function makeOldDirectory(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'pavilion-old-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const sql = await readFile(new URL(`prisma/migrations/${initial}/migration.sql`, root), 'utf8');
  const { pool, close } = await openDatabase({ kind: 'embedded', dataDir }, { onError: () => {} });
  await pool.query(sql);
  await pool.query(prismaBookkeeping);
  await pool.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), 1)`,
    [randomUUID(), createHash('sha256').update(sql).digest('hex'), initial],
  );
  await pool.query(`INSERT INTO "Industry" (id, code, names) VALUES ($1, 'cars', $2)`, [
    randomUUID(),
    JSON.stringify([{ language: 'en', text: 'Cars' }]),
  ]);
  await close();
  return dataDir;
}

it(
  'migrates an old data directory at startup, and keeps its rows',
  async () => {
    const environment = { PORT: '0', DATA_DIR: await makeOldDirectory(), SEED_SAMPLE: 'false' };
    const forbidden = startPavilion(readConfig({ ...environment, MIGRATE_AT_START: 'false' }), logger);
    await expect(forbidden).rejects.toThrow(`the database lacks ${rules}`);

    const pavilion = await startPavilion(readConfig(environment), logger);
    onTestFinished(() => pavilion.stop());
    expect(await pendingMigrations(pavilion.database.pool)).toEqual([]);
    const { rows } = await pavilion.database.pool.query('SELECT code FROM "Industry"');
    expect(rows).toEqual([{ code: 'cars' }]);
  },
  slowWithinMs,
);
