/** Starts and stops a Pavilion process. main.ts and the tests use it. */
import type { Logger } from 'pino';
import type { AnnouncementStreams } from './announcements/announcement-streams.ts';
import type { Config } from './config.ts';
import type { Database } from './database/database.ts';
import { MigrationError, migrate, pendingMigrations } from './database/migrate.ts';
import { openWhenReachable } from './database/open-when-reachable.ts';
import { refreshSearchColumns } from './derived-columns/refresh-search-columns.ts';
import { currentReader } from './execution/request-id.ts';
import { TimeSlices } from './execution/time-slice.ts';
import { requireFreePorts } from './http/free-ports.ts';
import { startListeners } from './http/listeners.ts';
import { readBuildInfo } from './observability/build-info.ts';
import { openLog } from './observability/logger.ts';
import { applyRedactions } from './redactions/apply-redactions.ts';
import { RedactionList } from './redactions/redaction-list.ts';
import { createServices } from './services.ts';
import type { Notifier } from './stream/notifier.ts';
import { type Scheduler, sleep, systemScheduler } from './stream/scheduler.ts';
import { openTracing } from './tracing/open-tracing.ts';
import { tracePools } from './tracing/trace-pools.ts';
import type { Tracing } from './tracing/tracing.ts';

const closeWithinMs = 3_000;

export interface Pavilion {
  readonly url: string;
  readonly database: Database;
  readonly streams: AnnouncementStreams;
  readonly notifier: Notifier;
  /** The secret that signs tokens. Null if an OIDC issuer issues them. */
  readonly secret: string | null;
  /** `drain` lets requests finish and sends clients to other servers first. */
  stop(how?: 'drain' | 'now'): Promise<void>;
}

export async function startPavilion(
  config: Config,
  logger: Logger = openLog(config).logger,
  droppedLogLines: () => number = () => 0,
  machine: Scheduler = systemScheduler,
): Promise<Pavilion> {
  await requireFreePorts(config);
  const tracing = await openTracing(config.tracing, readBuildInfo().version);
  const timeSlices = new TimeSlices(machine);
  const database = await openWhenReachable(
    config.database,
    {
      onError: (error) => logger.warn({ err: error }, 'a database connection broke'),
      currentReader,
      continueFor: (reader) => timeSlices.continue(reader),
    },
    {
      waitMs: config.databaseWaitMs,
      onWait: ({ message }) => logger.warn({ reason: message }, 'waiting for the database'),
    },
  );
  try {
    await prepareDatabase(config, database, logger);
    tracePools(tracing, database);
    return await serve(config, database, logger, droppedLogLines, { machine, timeSlices, tracing });
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** A collector that does not answer must not hold up the end. */
async function closeTracing(tracing: Tracing | null): Promise<void> {
  if (tracing) await Promise.race([tracing.close().catch(() => {}), sleep(systemScheduler, closeWithinMs)]);
}

async function prepareDatabase(config: Config, database: Database, logger: Logger): Promise<void> {
  if (config.migrateAtStart) {
    const applied = await migrate(database.streamPool);
    if (applied.length > 0) logger.debug({ applied }, 'migrated');
    const refreshed = await refreshSearchColumns(database.streamPool);
    if (refreshed > 0) logger.info({ rows: refreshed }, 'wrote the search columns again');
  } else {
    const pending = await pendingMigrations(database.streamPool);
    if (pending.length > 0)
      throw new MigrationError(`the database lacks ${pending.join(', ')}: run npm run migrate`);
  }
  if (config.seedSample) {
    const { seed } = await import('../prisma/seed.ts');
    await seed(database);
  }
  await applyListedRedactions(config, database, logger);
}

/** Nothing is served before: a restored backup can hold what was redacted since. */
async function applyListedRedactions(
  { redactionList }: Config,
  database: Database,
  logger: Logger,
): Promise<void> {
  if (!redactionList) return;
  const { applied } = await applyRedactions(database, new RedactionList(redactionList));
  if (applied > 0) logger.warn({ applied }, 'the database lacked redactions of the list: applied them');
}

async function serve(
  config: Config,
  database: Database,
  logger: Logger,
  droppedLogLines: () => number,
  options: { machine: Scheduler; timeSlices: TimeSlices; tracing: Tracing | null },
): Promise<Pavilion> {
  const services = await createServices(config, database, logger, options);
  const { streams, notifier, redis, secret, metrics, limits, malformedNotifications } = services;
  const { responseCache, compiled, deskPresence } = services;
  const listeners = await startListeners(config, services);
  metrics.watch({
    streams,
    database,
    limits,
    redis,
    responseCache,
    compiled,
    deskPresence,
    connections: listeners.connections,
    malformedNotifications,
    droppedLogLines,
  });
  return {
    url: listeners.url,
    database,
    streams,
    notifier,
    secret,
    async stop(how = 'now') {
      await listeners.close(how);
      const closed = services
        .close()
        .then(() => database.close())
        .then(() => closeTracing(options.tracing));
      // Nobody waits for anything now. A database or a Redis that does not answer must not hold up the end.
      if (how === 'drain') await Promise.race([closed, sleep(systemScheduler, closeWithinMs)]);
      else await closed;
    },
  };
}
