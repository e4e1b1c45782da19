/** Puts Pavilion together from its configuration. What main.ts runs, tests run too. */
import type { Logger } from 'pino';
import { AnnouncementFeed } from './announcements/announcement-streams.ts';
import { authenticate } from './auth/authenticate.ts';
import { readOwnSecret } from './auth/local-secret.ts';
import { Revocations } from './auth/revocations.ts';
import { createVerifier } from './auth/tokens.ts';
import type { Config } from './config.ts';
import { DataVersion } from './database/data-version.ts';
import { type Database, openDatabase } from './database/database.ts';
import { MigrationError, migrate, pendingMigrations } from './database/migrate.ts';
import { type DeskReport, Desks } from './presence/desk-presence.ts';
import { BatchLoaders } from './graphql/batch-loaders.ts';
import type { Context } from './graphql/context.ts';
import { schema } from './schema.ts';
import { admitted } from './rate-limit/token-rate-limit.ts';
import { openDoors } from './http/listeners.ts';
import { Engine } from './execution/executor.ts';
import { requireFreePorts } from './http/free-ports.ts';
import { HotAnswers } from './execution/response-cache.ts';
import { Limits } from './rate-limit/rate-limits.ts';
import { logMutations } from './observability/log-mutations.ts';
import { createLogger } from './observability/logger.ts';
import { createMaskError } from './execution/mask-error.ts';
import { Metrics } from './observability/metrics.ts';
import { readRegisteredOperations } from './execution/persisted-documents.ts';
import { currentRequestId } from './observability/request-id.ts';
import { openBetweenServers } from './cluster/cluster.ts';
import type { Hints } from './stream/notifier.ts';
import { Languages } from './text/localized-text.ts';

export interface Pavilion {
  readonly url: string;
  readonly database: Database;
  readonly feed: AnnouncementFeed;
  readonly hints: Hints;
  /** The secret that tokens are signed with; null with an issuer of its own. */
  readonly secret: string | null;
  /** Ready for traffic no more; mutations finish, sockets are sent elsewhere, everything is closed. */
  stop(how?: 'drain' | 'now'): Promise<void>;
}

export async function startPavilion(
  config: Config,
  logger: Logger = createLogger(config),
): Promise<Pavilion> {
  await requireFreePorts(config);
  const database = await openDatabase(config.database, (error) =>
    logger.warn({ err: error }, 'a database connection broke'),
  );
  try {
    await prepareDatabase(config, database, logger);
    return await serve(config, database, logger);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function prepareDatabase(config: Config, database: Database, logger: Logger): Promise<void> {
  if (config.migrateAtStart) {
    const applied = await migrate(database.pool);
    if (applied.length > 0) logger.debug({ applied }, 'migrated');
  } else {
    const pending = await pendingMigrations(database.pool);
    if (pending.length > 0)
      throw new MigrationError(`the database lacks ${pending.join(', ')}: run npm run migrate`);
  }
  if (!config.seedSample) return;
  const { seed } = await import('../prisma/seed.ts');
  await seed(database);
}

async function serve(config: Config, database: Database, logger: Logger): Promise<Pavilion> {
  const { hints, presence, counts, malformedHints } = openBetweenServers<DeskReport>(config.redisUrl, logger);
  const feed = new AnnouncementFeed(database, hints, logger);
  const desks = new Desks(presence, hints);
  const secret = config.auth.kind === 'secret' ? (config.auth.secret ?? readOwnSecret(config.dataDir)) : null;
  const verify = createVerifier(
    config.auth.kind === 'secret' ? { ...config.auth, secret } : config.auth,
    logger,
  );
  const hotAnswers = new HotAnswers(new DataVersion(database.streamPool));
  const revocations = new Revocations(database, hints, () => hotAnswers.forgetAll());
  await revocations.read();
  const limits = new Limits(config.limits, counts);
  const contextOf = async (authorization: string | null, languages: string | null): Promise<Context> => ({
    identity: admitted(limits, await authenticate(verify, authorization, revocations)),
    languages: new Languages(languages),
    requestId: currentRequestId(),
    database,
    feed,
    desks,
    loaders: new BatchLoaders(),
    answering: { isVolatile: false },
  });
  const metrics = new Metrics();
  const engine = createEngine(config, metrics, logger);
  const behind = { engine, hotAnswers, contextOf, limits, revocations, logger, database, hints, metrics };
  const doors = await openDoors(config, behind);
  metrics.watch({ feed, database, limits, sockets: doors.sockets, redisMalformedHints: malformedHints });
  return {
    url: doors.url,
    database,
    feed,
    hints,
    secret,
    async stop(how = 'now') {
      await doors.close(how);
      revocations.close();
      limits.close();
      await counts?.close();
      feed.close();
      await desks.close();
      await hints.close();
      await database.close();
    },
  };
}

function createEngine({ publicRules, limits }: Config, metrics: Metrics, logger: Logger): Engine {
  const { registeredOperations, ...rules } = publicRules;
  return new Engine(schema, createMaskError(logger), [metrics.observe, logMutations(logger)], {
    ...rules,
    timeoutMs: limits.operationTimeoutMs,
    registered: readRegisteredOperations(registeredOperations, schema),
  });
}
