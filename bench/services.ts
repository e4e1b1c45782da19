/** The Postgres and the Redis of one run: those of DATABASE_URL and REDIS_URL, or temporary ones. */
import pg from 'pg';
import { openDatabase } from '../src/database/database.ts';
import { migrate } from '../src/database/migrate.ts';
import { createPostgres } from '../test/support/postgres-server.ts';
import { createRedis } from '../test/support/redis-server.ts';
import { type Filling, fillDatabase } from './exhibition-rows.ts';

/** Durable as in production: a signing waits for fsync. */
const postgresSettings = ['max_connections=200', 'shared_buffers=512MB', 'max_wal_size=4GB'];

export interface Services {
  redisUrl: string;
  /** Creates a database of this name, migrates and fills it. */
  createDatabase(name: string, filling: Filling): Promise<string>;
  stop(): Promise<void>;
}

export async function startServices(extraSettings: readonly string[] = []): Promise<Services> {
  const { DATABASE_URL, REDIS_URL } = process.env;
  const postgres = DATABASE_URL ? null : await createPostgres([...postgresSettings, ...extraSettings]);
  const redis = REDIS_URL ? null : await createRedis();
  const postgresUrl = DATABASE_URL ?? postgres!.url;
  return {
    redisUrl: REDIS_URL ?? redis!.url,
    async createDatabase(name, filling) {
      await run(postgresUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      await run(postgresUrl, `CREATE DATABASE "${name}"`);
      const url = new URL(postgresUrl);
      url.pathname = `/${name}`;
      const database = await openDatabase(
        { kind: 'server', url: url.href, directUrl: null, pooling: null, poolMax: 4, writePoolMax: 4 },
        { onError: () => {} },
      );
      await migrate(database.streamPool);
      await fillDatabase(database, filling);
      await database.close();
      await run(url.href, 'VACUUM ANALYZE');
      return url.href;
    },
    async stop() {
      await redis?.remove();
      await postgres?.remove();
    },
  };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
