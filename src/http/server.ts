/** The routes of the public port, and of the metrics port. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { CodedError } from '../errors/coded-error.ts';
import { requestIdFrom, withRequestId } from '../execution/request-id.ts';
import { type Metrics, mayReadMetrics } from '../observability/metrics.ts';
import type { RateLimits } from '../rate-limit/rate-limits.ts';
import type { Cors } from './cors.ts';
import { maxBodyBytes } from './decode.ts';
import { type Endpoint, sendError } from './graphql-endpoint.ts';
import { type Health, sendHealth } from './health.ts';
import type { OpenRequests } from './open-requests.ts';
import { Pipelining } from './pipelining.ts';
import { setSecureHeaders } from './secure-headers.ts';
import type { Pages } from './serve-static.ts';
import type { Site } from './site.ts';

const headersTimeoutMs = 10_000;
const requestTimeoutMs = 15_000;
/** How often Node checks the timeouts above. Each can be exceeded by this time. */
const checkLateMs = 1_000;
const idleTimeoutMs = 65_000;
const maxHeaderBytes = 16 * 1024;

export interface HttpParts {
  graphql: Endpoint;
  health: Health;
  openRequests: OpenRequests;
  pages: Pages;
  cors: Cors;
  site: Site;
  limits: RateLimits;
  metrics: { page: Metrics; token: string | null };
  logger: Logger;
  trustProxy: boolean;
}

export function createHttpServer(parts: HttpParts): Server {
  const pipelining = new Pipelining();
  const serve = (request: IncomingMessage, response: ServerResponse) =>
    pipelining.run(request, response, () => answer(request, response));
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    // Not before: an answer that still waits for its turn on the connection emits no "close" if the connection ends.
    parts.openRequests.add(request, response);
    const requestId = requestIdFrom(request.headers['x-request-id']);
    response.setHeader('x-request-id', requestId);
    setSecureHeaders(request, response, parts.trustProxy);
    parts.cors.setHeaders(request, response);
    if (parts.health.isDraining) response.setHeader('connection', 'close');
    if (!parts.site.hasValidHost(request)) return sendError(response, invalidHost());
    withRequestId(requestId, () => route(parts, request, response)).catch((error: unknown) => {
      parts.logger.error({ err: error, requestId }, 'a request could not be answered');
      response.destroy();
    });
  };
  const server = createServer(
    {
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      connectionsCheckingInterval: checkLateMs,
      keepAliveTimeout: idleTimeoutMs,
      maxHeaderSize: maxHeaderBytes,
      noDelay: true,
      // Requests that offer another protocol are served over HTTP/1.1: Java's client offers h2c with every request.
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
    },
    serve,
  );
  // A client that sends `Expect: 100-continue` gets no 100 for a body that exceeds the limit.
  server.on('checkContinue', (request, response) => {
    if (Number(request.headers['content-length'] ?? 0) <= maxBodyBytes) response.writeContinue();
    serve(request, response);
  });
  return server;
}

async function route(parts: HttpParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = parts.site.pathOf(request);
  if (path === '/graphql') return parts.graphql(request, response);
  if (request.method === 'OPTIONS') return void response.writeHead(204, { allow: 'GET, HEAD' }).end();
  if (request.method !== 'GET' && request.method !== 'HEAD') return methodNotAllowed(response);
  if (!parts.limits.admitsRequest(parts.limits.addressOf(request))) return tooManyRequests(response);
  switch (path) {
    case '/metrics':
      if (mayReadMetrics(request, parts.metrics.token)) return parts.metrics.page.send(response);
      return notFound(response);
    case '/health/live':
      return sendHealth(response, { status: 'ok', reasons: [] });
    case '/health/ready':
      return sendHealth(response, await parts.health.check());
    case '/':
      response.writeHead(302, {
        location: parts.site.basePath ? `${parts.site.basePath}/graphql` : './graphql',
      });
      response.end();
      return;
    default:
      if (!parts.pages.serve(path, request, response)) notFound(response);
  }
}

function invalidHost(): CodedError {
  return new CodedError('BAD_REQUEST', 'A request needs exactly one Host header, with a valid host.', {
    headers: { connection: 'close' },
  });
}

function notFound(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
  response.end('Not found. The API is at /graphql.\n');
}

function methodNotAllowed(response: ServerResponse): void {
  response.writeHead(405, { 'content-type': 'text/plain; charset=utf-8', allow: 'GET, HEAD' });
  response.end('This method is not allowed. Use GET.\n');
}

/** The connection is closed too, because new connections make a flood more expensive for its sender. */
function tooManyRequests(response: ServerResponse): void {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '60', connection: 'close' };
  response.writeHead(429, headers);
  response.end('This address exceeds its requests per minute.\n');
}

/** Serves /metrics on a port of its own, which must not be reachable from outside. */
export function createMetricsServer(metrics: Metrics): Server {
  return createServer((request, response) => {
    if (request.url === '/metrics') metrics.send(response).catch(() => response.destroy());
    else notFound(response);
  });
}
