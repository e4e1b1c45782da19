/**
 * vitest globalSetup of the projects that need services: one Postgres and one Redis for all of them, and two
 * databases to copy from, an empty one and one with the sample data.
 */
import type { TestProject, Vitest } from 'vitest/node';
import generateFiles from './generated-files.ts';
import { createPostgres } from './postgres-server.ts';
import { createRedis } from './redis-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    redisUrl: string;
  }
}

interface Services {
  postgresUrl: string;
  redisUrl: string;
  stop(): Promise<void>;
}

/** By run: the projects of one run share its services, and the last one to end stops them. */
const runs = new WeakMap<Vitest, { services: Promise<Services>; users: number }>();

export default async function setup({ vitest, provide }: TestProject): Promise<() => Promise<void>> {
  const run = runs.get(vitest) ?? { services: startServices(), users: 0 };
  runs.set(vitest, run);
  run.users++;
  const { postgresUrl, redisUrl, stop } = await run.services;
  provide('postgresUrl', postgresUrl);
  provide('redisUrl', redisUrl);
  return async () => {
    if (--run.users === 0) await stop();
  };
}

async function startServices(): Promise<Services> {
  const { DATABASE_URL, REDIS_URL } = process.env;
  const postgres = DATABASE_URL ? null : await createPostgres();
  const redis = REDIS_URL ? null : await createRedis();
  const postgresUrl = DATABASE_URL ?? postgres!.url;
  // vitest runs this before the global setup of the root. Imported late: it needs the generated client.
  await generateFiles();
  const { createTemplates } = await import('./templates.ts');
  await createTemplates(postgresUrl);
  return {
    postgresUrl,
    redisUrl: REDIS_URL ?? redis!.url,
    async stop() {
      await redis?.remove();
      await postgres?.remove();
    },
  };
}
