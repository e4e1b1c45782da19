/** Puts Pavilion together from its configuration. What main.ts runs, tests run too. */

import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { AnnouncementFeed } from './announcements/feed.ts';
import { authenticate } from './auth/authenticate.ts';
import { readOwnSecret } from './auth/own-secret.ts';
import { Revocations } from './auth/revocations.ts';
import { createVerifier } from './auth/tokens.ts';
import type { Config } from './config.ts';
import { DataVersion } from './database/data-version.ts';
import { type Database, openDatabase } from './database/database.ts';
import { MigrationError, migrate, pendingMigrations } from './database/migrate.ts';
import { type DeskReport, Desks } from './desk/desks.ts';
import { BatchLoaders } from './graphql/batch-loaders.ts';
import type { Context } from './graphql/context.ts';
import { schema } from './schema.ts';
import { admitted } from './server/admitted.ts';
import { endInBatches } from './server/drain.ts';
import { Engine } from './server/engine.ts';
import { HotAnswers } from './server/hot-answers.ts';
import { createHttpServer, createMetricsServer } from './server/http.ts';
import { Limits } from './server/limits.ts';
import { logMutations } from './server/log-mutations.ts';
import { createLogger } from './server/logger.ts';
import { createMaskError } from './server/mask-error.ts';
import { Metrics } from './server/metrics.ts';
import { createOriginCheck } from './server/origins.ts';
import { Pages } from './server/pages.ts';
import { readRegisteredOperations } from './server/registered-operations.ts';
import { currentRequestId } from './server/request-scope.ts';
import type { EventStreams } from './server/sse.ts';
import { serveWebSockets } from './server/websocket.ts';
import { createGraphQL } from './server/yoga.ts';
import { type Hints, LocalHints } from './stream/hints.ts';
import { LocalPresence } from './stream/presence.ts';
import { RedisCounts } from './stream/redis-counts.ts';
import { RedisHints } from './stream/redis-hints.ts';
import { RedisPresence } from './stream/redis-presence.ts';
import { Languages } from './text/localized-text.ts';

/** Written by src/web/bundle.ts: beside src, or beside what it was compiled to. */
const pagesFolder = new URL('../pages/', import.meta.url);

/** Mutations under way are waited for no longer than this when the server goes down. */
const finishWithinMs = 10_000;
const drainSocketsWithinMs = 4_000;
const noticeMs = 500;

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

/** Before the database is opened, made and filled, so that whoever cannot be served is told at once. */
async function requireFreePorts({ host, port, metrics }: Config): Promise<void> {
  for (const each of [port, metrics.port ?? 0]) {
    if (each === 0) continue;
    // Whoever comes just now comes again: this is not the server yet.
    const probe = createServer((socket) => socket.destroy()).listen(each, host);
    await once(probe, 'listening');
    probe.close();
    await once(probe, 'close');
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
  const hints = config.redisUrl ? new RedisHints(config.redisUrl, logger) : new LocalHints();
  const feed = new AnnouncementFeed(database, hints, logger);
  const presence = config.redisUrl
    ? new RedisPresence<DeskReport>(config.redisUrl, logger)
    : new LocalPresence<DeskReport>();
  const counts = config.redisUrl ? new RedisCounts(config.redisUrl, logger) : null;
  const desks = new Desks(presence, hints);
  const secret = config.auth.kind === 'secret' ? (config.auth.secret ?? readOwnSecret(config.dataDir)) : null;
  const auth = config.auth.kind === 'secret' ? { ...config.auth, secret } : config.auth;
  const verify = createVerifier(auth, logger);
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

  let draining = false;
  const isAllowedOrigin = createOriginCheck(config.allowedOrigins);
  const metrics = new Metrics();
  const { registeredOperations, ...publicRules } = config.publicRules;
  const engine = new Engine(schema, createMaskError(logger), [metrics.observe, logMutations(logger)], {
    ...publicRules,
    timeoutMs: config.limits.operationTimeoutMs,
    registered: readRegisteredOperations(registeredOperations, schema),
  });
  const graphql = createGraphQL({ engine, contextOf, allowedOrigins: config.allowedOrigins });
  const eventStreams: EventStreams = new Set();
  const parts = {
    engine,
    hotAnswers,
    graphql,
    eventStreams,
    contextOf,
    revocations,
    allowedOrigins: config.allowedOrigins,
    isAllowedOrigin,
    limits,
    logger,
  };
  const server = createHttpServer({
    ...parts,
    trustProxy: config.limits.trustProxy,
    health: { database, hints, isDraining: () => draining },
    pages: new Pages(pagesFolder),
    metrics: { page: metrics, token: config.metrics.token },
  });
  const gateway = serveWebSockets(server, parts);
  metrics.watch({
    feed,
    database,
    limits,
    sockets: () => ({ open: gateway.sockets.size, silentEnded: gateway.silentEnded() }),
    redisMalformedHints: () => (hints instanceof RedisHints ? hints.malformed : 0),
  });
  const metricsServer = createMetricsServer(metrics);
  if (config.metrics.port !== null) {
    metricsServer.listen(config.metrics.port, config.host);
    await once(metricsServer, 'listening');
  }

  server.listen(config.port, config.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const host = ['0.0.0.0', '::'].includes(config.host) ? 'localhost' : config.host;

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    database,
    feed,
    hints,
    secret,
    async stop(how = 'now') {
      draining = true;
      if (how === 'drain') {
        // Requests are still answered: a balancer needs a moment to see the readiness, and a client that holds a
        // connection open may just be sending its next one.
        await Promise.all([
          wait(noticeMs),
          gateway.drain(drainSocketsWithinMs),
          endInBatches(eventStreams, drainSocketsWithinMs, (response) => response.destroy()),
        ]);
      }
      const closed = new Promise((resolve) => server.close(resolve));
      if (how === 'drain') await Promise.race([closed, wait(finishWithinMs, null, { ref: false })]);
      gateway.close();
      metricsServer.close();
      server.closeAllConnections();
      await closed;
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
