/** The listeners of the house: HTTP, WebSockets and metrics, opened together and closed in order. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import type { Metrics } from '../observability/metrics.ts';
import { endInBatches } from '../realtime/drain.ts';
import { serveWebSockets, type WebSocketParts } from '../realtime/websocket.ts';
import { createOriginCheck } from './cors.ts';
import type { EventStreams } from './event-stream.ts';
import { Pages } from './serve-static.ts';
import { createHttpServer, createMetricsServer, type HttpParts } from './server.ts';
import { createGraphQL } from './yoga.ts';

/** Written by src/web/bundle.ts: beside src, or beside what it was compiled to. */
const pagesFolder = new URL('../../pages/', import.meta.url);

/** Mutations under way are waited for no longer than this when the server goes down. */
const finishWithinMs = 10_000;
const drainSocketsWithinMs = 4_000;
const noticeMs = 500;

/** What stands behind them. */
type ServerDeps = Pick<HttpParts, 'executor' | 'responseCache' | 'contextOf' | 'limits' | 'revocations'> &
  Pick<WebSocketParts, 'logger' | 'revocations' | 'delivery'> &
  Pick<HttpParts['health'], 'notifier'> & {
    database: Database;
    metrics: Metrics;
  };

export interface Listeners {
  readonly url: string;
  sockets(): { open: number; silentEnded: number };
  /** `drain`: ready for traffic no more; mutations finish, sockets are sent elsewhere. */
  close(how: 'drain' | 'now'): Promise<void>;
}

export async function startListeners(config: Config, behind: ServerDeps): Promise<Listeners> {
  let draining = false;
  const { allowedOrigins } = config;
  const eventStreams: EventStreams = new Set();
  const parts = { ...behind, eventStreams, isAllowedOrigin: createOriginCheck(allowedOrigins) };
  const { database, notifier, metrics } = behind;
  const server = createHttpServer({
    ...parts,
    allowedOrigins,
    graphql: createGraphQL({ ...behind, allowedOrigins }),
    trustProxy: config.limits.trustProxy,
    health: { database, notifier, isDraining: () => draining },
    pages: new Pages(pagesFolder),
    metrics: { page: metrics, token: config.metrics.token },
  });
  const gateway = serveWebSockets(server, parts);
  const metricsServer = createMetricsServer(metrics);
  if (config.metrics.port !== null) {
    metricsServer.listen(config.metrics.port, config.host);
    await once(metricsServer, 'listening');
  }
  server.listen(config.port, config.host);
  await once(server, 'listening');

  return {
    url: urlOf(config.host, server.address() as AddressInfo),
    sockets: () => ({ open: gateway.sockets.size, silentEnded: gateway.silentEnded() }),
    async close(how) {
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
    },
  };
}

function urlOf(host: string, { port }: AddressInfo): string {
  const name = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
