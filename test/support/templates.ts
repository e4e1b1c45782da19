/** The databases that tests copy: an empty one and one with the sample data. */
import pg from 'pg';
import { seed } from '../../prisma/seed.ts';
import { openDatabase } from '../../src/database/database.ts';
import { migrate } from '../../src/database/migrate.ts';

export const templates = ['empty', 'seeded'] as const;
export type Template = (typeof templates)[number];

export async function createTemplates(postgresUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: postgresUrl });
  await admin.connect();
  for (const template of templates) {
    await admin.query(`DROP DATABASE IF EXISTS "pavilion_${template}"`);
    await admin.query(`CREATE DATABASE "pavilion_${template}"`);
  }
  await admin.end();
  for (const template of templates) {
    const url = new URL(postgresUrl);
    url.pathname = `/pavilion_${template}`;
    const database = await openDatabase(
      { kind: 'server', url: url.href, directUrl: null, pooling: null, poolMax: 4, writePoolMax: 4 },
      { onError: () => {} },
    );
    await migrate(database.streamPool);
    if (template === 'seeded') await seed(database);
    await database.close();
  }
}
