/** One Postgres and one Redis for the whole run, and two databases to copy from: an empty one and one with the sample data. */
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { seed } from '../../prisma/seed.ts';
import { openDatabase } from '../../src/database/database.ts';
import { migrate } from '../../src/database/migrate.ts';
import { createPostgres } from './postgres-server.ts';
import { createRedis } from './redis-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    redisUrl: string;
  }
}

export const templates = ['empty', 'seeded'] as const;
export type Template = (typeof templates)[number];

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { DATABASE_URL, REDIS_URL } = process.env;
  const postgres = DATABASE_URL ? null : await createPostgres();
  const redis = REDIS_URL ? null : await createRedis();
  const postgresUrl = DATABASE_URL ?? postgres!.url;
  await createTemplates(postgresUrl);
  project.provide('postgresUrl', postgresUrl);
  project.provide('redisUrl', REDIS_URL ?? redis!.url);
  return async () => {
    await redis?.remove();
    await postgres?.remove();
  };
}

async function createTemplates(postgresUrl: string): Promise<void> {
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
    const database = await openDatabase({ kind: 'server', url: url.href, poolMax: 4 }, () => {});
    await migrate(database.pool);
    if (template === 'seeded') await seed(database);
    await database.close();
  }
}
