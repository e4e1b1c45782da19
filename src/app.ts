/** Puts Pavilion together from its configuration. What main.ts runs, tests run too. */
import type { Logger } from 'pino';
import { AnnouncementStreams } from './announcements/announcement-streams.ts';
import { authenticate } from './auth/authenticate.ts';
import { readLocalSecret } from './auth/local-secret.ts';
import { Revocations } from './auth/revocations.ts';
import { createVerifier } from './auth/tokens.ts';
import { openCluster } from './cluster/cluster.ts';
import type { Config } from './config.ts';
import { type Database, openDatabase } from './database/database.ts';
import { MigrationError, migrate, pendingMigrations } from './database/migrate.ts';
import { SnapshotVersion } from './database/snapshot-version.ts';
import { Executor } from './execution/executor.ts';
import { createMaskError } from './execution/mask-error.ts';
import { readPersistedDocuments } from './execution/persisted-documents.ts';
import { currentRequestId } from './execution/request-id.ts';
import { ResponseCache } from './execution/response-cache.ts';
import { BatchLoaders } from './graphql/batch-loaders.ts';
import type { Context } from './graphql/context.ts';
import { requireFreePorts } from './http/free-ports.ts';
import { startListeners } from './http/listeners.ts';
import { logMutations } from './observability/log-mutations.ts';
import { createLogger } from './observability/logger.ts';
import { Metrics } from './observability/metrics.ts';
import { DeskPresence, type DeskReport } from './presence/desk-presence.ts';
import { RateLimits } from './rate-limit/rate-limits.ts';
import { enforceTokenRateLimit } from './rate-limit/token-rate-limit.ts';
import { schema } from './schema.ts';
import type { Notifier } from './stream/notifier.ts';
import { Languages } from './text/localized-text.ts';

export interface Pavilion {
  readonly url: string;
  readonly database: Database;
  readonly streams: AnnouncementStreams;
  readonly notifier: Notifier;
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
  const { notifier, presence, counters, malformedNotifications } = openCluster<DeskReport>(
    config.redisUrl,
    logger,
  );
  const streams = new AnnouncementStreams(database, notifier, logger);
  const deskPresence = new DeskPresence(presence, notifier);
  const secret =
    config.auth.kind === 'secret' ? (config.auth.secret ?? readLocalSecret(config.dataDir)) : null;
  const verify = createVerifier(
    config.auth.kind === 'secret' ? { ...config.auth, secret } : config.auth,
    logger,
  );
  const responseCache = new ResponseCache(new SnapshotVersion(database.streamPool));
  const revocations = new Revocations(database, notifier, () => responseCache.forgetAll());
  await revocations.read();
  const limits = new RateLimits(config.limits, counters);
  const contextOf = async (authorization: string | null, languages: string | null): Promise<Context> => ({
    identity: enforceTokenRateLimit(limits, await authenticate(verify, authorization, revocations)),
    languages: new Languages(languages),
    requestId: currentRequestId(),
    database,
    streams,
    deskPresence,
    loaders: new BatchLoaders(),
    answering: { isVolatile: false },
  });
  const metrics = new Metrics();
  const executor = createEngine(config, metrics, logger);
  const behind = {
    executor,
    delivery: streams.hub.delivery,
    responseCache,
    contextOf,
    limits,
    revocations,
    logger,
    database,
    notifier,
    metrics,
  };
  const listeners = await startListeners(config, behind);
  metrics.watch({
    streams,
    database,
    limits,
    sockets: listeners.sockets,
    redisMalformedNotifications: malformedNotifications,
  });
  return {
    url: listeners.url,
    database,
    streams,
    notifier,
    secret,
    async stop(how = 'now') {
      await listeners.close(how);
      revocations.close();
      limits.close();
      await counters?.close();
      streams.close();
      await deskPresence.close();
      await notifier.close();
      await database.close();
    },
  };
}

function createEngine({ publicRules, limits }: Config, metrics: Metrics, logger: Logger): Executor {
  const { registeredOperations, ...rules } = publicRules;
  return new Executor(schema, createMaskError(logger), [metrics.observe, logMutations(logger)], {
    ...rules,
    timeoutMs: limits.operationTimeoutMs,
    registered: readPersistedDocuments(registeredOperations, schema),
  });
}
