/** Where two histories look alike, the lineage is different (src/database/lineage.ts). */
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { lineageSql } from '../../src/database/lineage.ts';
import { SnapshotVersion } from '../../src/database/snapshot-version.ts';
import { createTestDatabase } from '../support/databases.ts';

async function useDatabase() {
  const { url, drop } = await createTestDatabase('empty');
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  onTestFinished(async () => {
    await pool.end();
    await drop();
  });
  const lineage = async () => (await pool.query(`SELECT ${lineageSql} AS lineage`)).rows[0].lineage as string;
  return { pool, lineage };
}

it('differs between two databases of one cluster, as after a restore into another database', async () => {
  const [one, another] = [await useDatabase(), await useDatabase()];
  expect(await one.lineage()).toBe(await one.lineage());
  expect(await one.lineage()).not.toBe(await another.lineage());
});

it('is part of the version that stored responses are served under', async () => {
  const { pool, lineage } = await useDatabase();
  expect(await new SnapshotVersion(pool).current()).toContain(await lineage());
});
