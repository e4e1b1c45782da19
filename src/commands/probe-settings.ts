/** Tries what the settings name, without changing anything. */
import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { connectRedis, requireNoRedisCluster } from '../cluster/redis-connection.ts';
import type { Config } from '../config.ts';
import { openDatabase } from '../database/database.ts';
import { pendingMigrations } from '../database/migrate.ts';
import { RedactionList } from '../redactions/redaction-list.ts';
import { explainStartError } from '../startup-errors.ts';

const timeoutMs = 5_000;

export interface ProbeResult {
  /** The setting. */
  name: string;
  isOk: boolean;
  /** What was found, or what is wrong. */
  text: string;
}

export async function probe(config: Config): Promise<ProbeResult[]> {
  const probes: [name: string, run: () => Promise<string>][] = [
    config.database.kind === 'server'
      ? ['DATABASE_URL', () => probeDatabase(config)]
      : ['DATA_DIR', async () => probeDirectory(config.dataDir)],
  ];
  const { redis, auth, publicRules, redactionList } = config;
  if (redactionList?.mustExist)
    probes.push(['REDACTIONS_FILE', async () => probeRedactions(new RedactionList(redactionList))]);
  if (redis) probes.push(['REDIS_URL', () => probeRedis(redis)]);
  if (auth.kind === 'jwks') probes.push(['AUTH_JWKS_URL', () => probeIssuer(auth.url)]);
  const { persistedDocuments } = publicRules;
  if (persistedDocuments !== null)
    probes.push(['PERSISTED_DOCUMENTS', () => probeDocuments(persistedDocuments)]);
  return await Promise.all(
    probes.map(async ([name, run]) => {
      try {
        return { name, isOk: true, text: await run() };
      } catch (error) {
        return { name, isOk: false, text: explain(name, error, config) };
      }
    }),
  );
}

const explain = (name: string, error: unknown, config: Config) =>
  /^DATA/.test(name) ? explainStartError(error, config) : (error as Error).message;

async function probeDatabase(config: Config): Promise<string> {
  const database = await openDatabase(config.database, { onError: () => {} });
  try {
    const { rows } = await database.streamPool.query<{ version: string }>(
      `SELECT current_setting('server_version') AS "version"`,
    );
    const pending = await pendingMigrations(database.streamPool);
    const version = `PostgreSQL ${rows[0]!.version}`;
    if (pending.length === 0) return `${version}, up to date`;
    if (config.migrateAtStart) return `${version}, ${pending.length} migrations are applied at start`;
    throw new Error(`${pending.length} migrations are missing. Run npm run migrate.`);
  } finally {
    await database.close();
  }
}

/** The directory, or the nearest one above it, in which it is created. */
function probeDirectory(path: string): string {
  let folder = resolve(path);
  while (!existsSync(folder)) folder = dirname(folder);
  accessSync(folder, constants.R_OK | constants.W_OK);
  return folder === resolve(path) ? 'writable' : 'is created at start';
}

async function probeRedis(config: NonNullable<Config['redis']>): Promise<string> {
  await requireNoRedisCluster(config);
  const redis = connectRedis(config, {
    lazyConnect: true,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    enableReadyCheck: false,
  });
  // connect() rejects with "Connection is closed."; the event has the reason.
  let reason: Error | null = null;
  redis.on('error', (error) => {
    reason ??= error;
  });
  try {
    await redis.connect();
    await redis.publish(`${config.keyPrefix}probe`, '');
    return 'connected, may publish';
  } catch (error) {
    throw reason ?? error;
  } finally {
    redis.disconnect();
  }
}

async function probeIssuer(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) }).catch((error: Error) => {
    throw new Error(
      `${url} cannot be fetched: ${(error.cause as Error | undefined)?.message ?? error.message}`,
    );
  });
  if (!response.ok) throw new Error(`${url} answers with the status ${response.status}.`);
  const { keys } = (await response.json().catch(() => ({}))) as { keys?: unknown };
  if (!Array.isArray(keys) || keys.length === 0) throw new Error(`${url} has no keys.`);
  return `${keys.length} keys`;
}

function probeRedactions(list: RedactionList): string {
  return `${list.read().length} redactions`;
}

async function probeDocuments(path: string): Promise<string> {
  // Both load the schema, which no other probe needs.
  const [{ readPersistedDocuments }, { schema }] = await Promise.all([
    import('../execution/persisted-documents.ts'),
    import('../schema.ts'),
  ]);
  readPersistedDocuments(path, schema);
  return 'valid';
}
