/** Creates the services behind the listeners, once per process. */
import type { Logger } from 'pino';
import { AnnouncementStreams } from './announcements/announcement-streams.ts';
import { authenticate, requireValid } from './auth/authenticate.ts';
import { IssuerSignIn } from './auth/issuer-sign-in.ts';
import { readLocalSecret } from './auth/local-secret.ts';
import { Revocations } from './auth/revocations.ts';
import { createVerifier } from './auth/tokens.ts';
import { openCluster } from './cluster/cluster.ts';
import { requireNoRedisCluster } from './cluster/redis-connection.ts';
import type { RedisStatus } from './cluster/redis-status.ts';
import { CompiledDocuments } from './compiled/compiled-documents.ts';
import type { Config } from './config.ts';
import type { Database } from './database/database.ts';
import { DatabaseClock } from './database/database-clock.ts';
import { SnapshotVersion } from './database/snapshot-version.ts';
import { AutomaticDocuments } from './execution/automatic-documents.ts';
import { Documents } from './execution/documents.ts';
import { Executor } from './execution/executor.ts';
import { createMaskError } from './execution/mask-error.ts';
import { readPersistedDocuments } from './execution/persisted-documents.ts';
import { Pipeline } from './execution/pipeline.ts';
import type { Session } from './execution/request.ts';
import { currentRequestId } from './execution/request-id.ts';
import { ResponseCache } from './execution/response-cache.ts';
import { TimeSlices } from './execution/time-slice.ts';
import { feedDocuments } from './feeds/documents.ts';
import { BatchLoaders } from './graphql/batch-loaders.ts';
import { Answering, type Context } from './graphql/context.ts';
import type { ServerDeps } from './http/listeners.ts';
import { logMutations } from './observability/log-mutations.ts';
import { Metrics } from './observability/metrics.ts';
import { RejectionLog } from './observability/rejection-log.ts';
import { DeskPresence, type DeskReport } from './presence/desk-presence.ts';
import { AudienceLimits } from './rate-limit/audience-limits.ts';
import { RateLimits } from './rate-limit/rate-limits.ts';
import { AudienceKeys } from './realtime/audience-key.ts';
import { Connections } from './realtime/connections.ts';
import { SocketWriters } from './realtime/socket-writer.ts';
import { createSubscribe } from './realtime/subscribe.ts';
import { RedactionList } from './redactions/redaction-list.ts';
import { RedactionSync } from './redactions/redaction-sync.ts';
import { RetentionJob } from './retention/retention-job.ts';
import { schema } from './schema.ts';
import { DeliveryTimes } from './stream/delivery-times.ts';
import { type Scheduler, systemScheduler } from './stream/scheduler.ts';
import { Languages } from './text/localized-text.ts';
import { DeliveryTraces, traceNotifier } from './tracing/delivery-traces.ts';
import { traceExecutor } from './tracing/trace-executor.ts';
import { traceRedis } from './tracing/trace-redis.ts';
import type { Tracing } from './tracing/tracing.ts';

export interface Services extends ServerDeps {
  streams: AnnouncementStreams;
  /** The secret that signs tokens. Null if an OIDC issuer issues them. */
  secret: string | null;
  redis: RedisStatus | null;
  responseCache: ResponseCache;
  compiled: CompiledDocuments;
  deskPresence: DeskPresence;
  malformedNotifications: () => number;
  close(): Promise<void>;
}

interface ServiceOptions {
  /** The timers and the monotonic clock. The time of day is that of the database, as on every other server. */
  machine?: Scheduler;
  /** Those that the results of the database wait for, too. */
  timeSlices?: TimeSlices;
  /** Null: no traces. */
  tracing?: Tracing | null;
}

export async function createServices(
  config: Config,
  database: Database,
  logger: Logger,
  { machine = systemScheduler, timeSlices = new TimeSlices(machine), tracing = null }: ServiceOptions = {},
): Promise<Services> {
  if (config.redis) await requireNoRedisCluster(config.redis);
  const clock = new DatabaseClock(database.streamPool, machine);
  await clock.read();
  const scheduler: Scheduler = { ...machine, now: clock.now };
  const traces = tracing && new DeliveryTraces(tracing);
  const cluster = openCluster<DeskReport>(traceRedis(tracing, config.redis), logger, scheduler, traces);
  const { presence, counters, redis, malformedNotifications } = cluster;
  const notifier = traceNotifier(traces, cluster.notifier);
  const metrics = new Metrics();
  const deliveryTimes = new DeliveryTimes(scheduler, metrics.observeDelivery);
  const streams = new AnnouncementStreams(database, notifier, logger, scheduler, {
    begin: (commit) => deliveryTimes.begin(commit),
    delivered: bothOf(deliveryTimes.delivered, traces?.delivered),
  });
  const deskPresence = new DeskPresence(presence, notifier, scheduler);
  const responseCache = new ResponseCache(new SnapshotVersion(database.streamPool), scheduler);
  const revocations = new Revocations(database, notifier, scheduler, () => responseCache.clear());
  await revocations.read();
  const redactions = config.redactionList
    ? new RedactionSync(database, new RedactionList(config.redactionList), notifier, scheduler, logger)
    : null;
  const retention = new RetentionJob(database.writePool, config.retention, scheduler, logger);
  const limits = new RateLimits(config.limits, scheduler, counters);
  const maskError = metrics.countErrors(createMaskError(logger));
  const { verify, secret, issuerSignIn } = createAuthentication(config, logger, scheduler);
  const rejections = new RejectionLog(logger, scheduler);
  const compiled = new CompiledDocuments({
    when: config.compiledQueries,
    onFailure: (error) =>
      logger.error(
        { err: error, requestId: currentRequestId() },
        'a compiled query failed, and was executed by graphql-js',
      ),
  });
  const pipeline = new Pipeline({
    rejections,
    ...createExecution(config, maskError, metrics, logger, scheduler, { timeSlices, compiled, tracing }),
    responseCache,
    limits,
    maskError,
    authenticate: (authorization) => authenticate(verify, authorization, revocations),
    requireValid: (identity) => requireValid(identity, revocations, scheduler.now()),
    createContext: ({ identity, languages }: Session, resumeAfter): Context => ({
      resumeAfter,
      identity,
      languages: new Languages(languages),
      requestId: currentRequestId(),
      database,
      streams,
      deskPresence,
      scheduler,
      loaders: new BatchLoaders(),
      answering: new Answering(),
      verifyToken: verify,
      requireValid: () => requireValid(identity, revocations, scheduler.now()),
    }),
  });
  return {
    pipeline,
    rejections,
    subscribe: createSubscribe({
      maskError,
      audienceKeys: new AudienceKeys(),
      audienceLimits: new AudienceLimits(),
    }),
    connections: new Connections(scheduler),
    writers: new SocketWriters(streams.hub.delivery),
    scheduler,
    revocations,
    limits,
    metrics,
    database,
    streams,
    notifier,
    redis,
    logger,
    secret,
    issuerSignIn,
    responseCache,
    compiled,
    deskPresence,
    malformedNotifications,
    tracing,
    async close() {
      clock.close();
      redis?.close();
      retention.close();
      await redactions?.close();
      revocations.close();
      limits.close();
      await counters?.close();
      streams.close();
      await deskPresence.close();
      await notifier.close();
    },
  };
}

type Delivered = (streamId: string, after: number, last: number) => void;

function bothOf(first: Delivered, second: Delivered | undefined): Delivered {
  if (!second) return first;
  return (...delivery) => {
    first(...delivery);
    second(...delivery);
  };
}

function createAuthentication({ auth, dataDir }: Config, logger: Logger, { now }: Scheduler) {
  const secret = auth.kind === 'secret' ? (auth.secret ?? readLocalSecret(dataDir)) : null;
  const verify = createVerifier(auth.kind === 'secret' ? { ...auth, secret } : auth, logger, now);
  const signIn = auth.kind === 'jwks' ? auth.signIn : null;
  return { secret, verify, issuerSignIn: signIn && new IssuerSignIn(signIn, verify, now) };
}

function createExecution(
  { limits, publicRules }: Config,
  maskError: ReturnType<typeof createMaskError>,
  metrics: Metrics,
  logger: Logger,
  scheduler: Scheduler,
  {
    timeSlices,
    compiled,
    tracing,
  }: { timeSlices: TimeSlices; compiled: CompiledDocuments; tracing: Tracing | null },
) {
  const observers = [metrics.observe, logMutations(logger)];
  return {
    schema,
    timeSlices,
    documents: new Documents(schema, { suggestNames: publicRules.introspection }),
    executor: traceExecutor(
      tracing,
      new Executor({
        maskError,
        observers,
        timeSlices,
        compiled,
        scheduler,
        timeoutMs: limits.operationTimeoutMs,
      }),
    ),
    publicRules: {
      introspection: publicRules.introspection,
      persistedOnly: publicRules.persistedOnly,
      automatic: new AutomaticDocuments(),
      persisted: readPersistedDocuments(publicRules.persistedDocuments, schema, Object.values(feedDocuments)),
    },
  };
}
