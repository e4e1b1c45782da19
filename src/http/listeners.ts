/** The open ports of a process, for HTTP, WebSockets and metrics: opened together and closed in order. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { RateLimits } from '../rate-limit/rate-limits.ts';
import { serveWebSockets, type WebSocketParts } from '../realtime/websocket.ts';
import type { Notifier } from '../stream/notifier.ts';
import { sleep } from '../stream/scheduler.ts';
import { Cors } from './cors.ts';
import { createEndpoint } from './graphql-endpoint.ts';
import { Pages } from './serve-static.ts';
import { createHttpServer, createMetricsServer } from './server.ts';

/** Written by src/web/bundle.ts: beside src, or beside what it was compiled to. */
const pagesFolder = new URL('../../pages/', import.meta.url);

/** A shutdown waits no longer for requests that are running. */
const finishWithinMs = 10_000;
const drainConnectionsWithinMs = 4_000;
/** A balancer needs a moment to notice that the server is not ready any more. */
const noticeMs = 500;

export interface ServerDeps extends Omit<WebSocketParts, 'isAllowedOrigin'> {
  limits: RateLimits;
  database: Database;
  notifier: Notifier;
  metrics: Metrics;
}

export interface ConnectionCounts {
  sockets: number;
  eventStreams: number;
  /** Sockets that were terminated because they answered no ping. */
  silentSockets: number;
}

export interface Listeners {
  readonly url: string;
  connections(): ConnectionCounts;
  /** `drain` stops being ready, lets requests finish and closes connections in batches. `now` waits for nothing. */
  close(how: 'drain' | 'now'): Promise<void>;
}

export async function startListeners(config: Config, deps: ServerDeps): Promise<Listeners> {
  let draining = false;
  const { database, notifier, metrics, limits, pipeline, connections, scheduler } = deps;
  const cors = new Cors(config.allowedOrigins);
  const server = createHttpServer({
    graphql: createEndpoint({ pipeline, limits, cors, eventStream: deps }),
    trustProxy: config.limits.trustProxy,
    health: { database, notifier, isDraining: () => draining },
    pages: new Pages(pagesFolder),
    metrics: { page: metrics, token: config.metrics.token },
  });
  const webSockets = serveWebSockets(server, { ...deps, isAllowedOrigin: cors.isAllowedOrigin });
  const metricsServer = createMetricsServer(metrics);
  if (config.metrics.port !== null) {
    metricsServer.listen(config.metrics.port, config.host);
    await once(metricsServer, 'listening');
  }
  server.listen(config.port, config.host);
  await once(server, 'listening');

  return {
    url: urlOf(config.host, server.address() as AddressInfo),
    connections: () => ({
      sockets: webSockets.openCount,
      eventStreams: connections.size - webSockets.openCount,
      silentSockets: webSockets.silentCount,
    }),
    async close(how) {
      draining = true;
      webSockets.stopAccepting();
      // Requests are still answered meanwhile: a client with an open connection may be sending one.
      if (how === 'drain')
        await Promise.all([sleep(scheduler, noticeMs), connections.drain(drainConnectionsWithinMs)]);
      const closed = new Promise((resolve) => server.close(resolve));
      if (how === 'drain') await Promise.race([closed, sleep(scheduler, finishWithinMs)]);
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
