/** Opens the ports for HTTP, WebSockets and metrics, and closes them in order. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { Downloads } from '../export/download.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { RateLimits } from '../rate-limit/rate-limits.ts';
import { serveWebSockets, type WebSocketParts } from '../realtime/websocket.ts';
import type { Notifier } from '../stream/notifier.ts';
import { sleep } from '../stream/scheduler.ts';
import type { Tracing } from '../tracing/tracing.ts';
import { limitConnections } from './connection-limit.ts';
import { Cors } from './cors.ts';
import { ErrorResponses } from './error-responses.ts';
import { createEndpoint } from './graphql-endpoint.ts';
import { Health, type HealthParts } from './health.ts';
import { OpenRequests } from './open-requests.ts';
import { Pages } from './serve-static.ts';
import { createHttpServer, createMetricsServer } from './server.ts';
import type { SignInParts } from './sign-in.ts';
import { Site } from './site.ts';

/** The folder that src/web/bundle.ts writes, next to src or to its compiled copy. */
const pagesFolder = new URL('../../pages/', import.meta.url);

/** A shutdown waits no longer for requests that are being executed, and for clients that are slow to read or send. */
const finishLimits = { executeMs: 10_000, transferMs: 1_000 };
const drainConnectionsWithinMs = 3_500;
/** The time in which a load balancer notices that the server is no longer ready. */
const noticeMs = 500;

export interface ServerDeps extends Omit<WebSocketParts, 'isAllowedOrigin' | 'site' | 'errorResponses'> {
  limits: RateLimits;
  database: Database;
  notifier: Notifier;
  redis: HealthParts['redis'];
  metrics: Metrics;
  issuerSignIn: SignInParts['issuer'];
  /** Null: no traces. */
  tracing: Tracing | null;
}

export interface ConnectionCounts {
  sockets: number;
  eventStreams: number;
  /** The number of sockets that were terminated because they did not answer a ping. */
  silentSockets: number;
}

export interface Listeners {
  readonly url: string;
  connections(): ConnectionCounts;
  /** `drain` stops being ready, lets requests finish and closes connections in batches. `now` waits for nothing. */
  close(how: 'drain' | 'now'): Promise<void>;
}

export async function startListeners(config: Config, deps: ServerDeps): Promise<Listeners> {
  const { database, redis, metrics, limits, pipeline, connections, rejections, scheduler } = deps;
  const site = new Site(config);
  const cors = new Cors(config.allowedOrigins, site);
  const errorResponses = new ErrorResponses({ cors, site, rejections });
  const health = new Health({ database, redis, scheduler });
  const openRequests = new OpenRequests();
  const server = createHttpServer({
    graphql: createEndpoint({
      ...{ pipeline, limits, cors, site, errorResponses },
      eventStream: deps,
      graphiql: config.graphiql,
    }),
    cors,
    site,
    errorResponses,
    limits,
    maskError: pipeline.maskError,
    health,
    openRequests,
    pages: new Pages(pagesFolder),
    downloads: { pipeline, limits, downloads: new Downloads(database) },
    feeds: { pipeline },
    signIn: { site, issuer: deps.issuerSignIn },
    metrics: { page: metrics, token: config.metrics.token },
    tracing: deps.tracing,
  });
  limitConnections(server, { site, errorResponses, socketsPerAddress: config.limits.socketsPerAddress });
  const webSockets = serveWebSockets(server, {
    ...deps,
    site,
    errorResponses,
    isAllowedOrigin: cors.isAllowedOrigin,
  });
  const metricsServer = createMetricsServer(metrics);
  if (config.metrics.port !== null) {
    metricsServer.listen(config.metrics.port, config.host);
    await once(metricsServer, 'listening');
  }
  server.listen(config.port, config.host);
  await once(server, 'listening');
  // The error of a connection that could not be accepted, for example because too many files are open.
  for (const each of [server, metricsServer])
    each.on('error', (error) => deps.logger.warn({ err: error }, 'a connection could not be accepted'));

  return {
    url: urlOf(config.host, server.address() as AddressInfo),
    connections: () => ({
      sockets: webSockets.openCount,
      eventStreams: connections.size - webSockets.openCount,
      silentSockets: webSockets.silentCount,
    }),
    async close(how) {
      health.isDraining = true;
      webSockets.stopAccepting();
      // Requests are still served during this time, because a client with an open connection may be sending one.
      if (how === 'drain')
        await Promise.all([sleep(scheduler, noticeMs), connections.drain(drainConnectionsWithinMs)]);
      const closed = new Promise((resolve) => server.close(resolve));
      if (how === 'drain') await openRequests.finish(scheduler, finishLimits);
      webSockets.close();
      connections.terminateAll();
      metricsServer.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function urlOf(host: string, { port }: AddressInfo): string {
  const name = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
