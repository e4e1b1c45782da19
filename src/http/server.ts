/** The routes of the one port. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { formatResult } from '../execution/format-result.ts';
import { requestIdFrom, withRequestId } from '../execution/request-id.ts';
import { requestError } from '../graphql/request-errors.ts';
import { type Metrics, mayReadMetrics } from '../observability/metrics.ts';
import type { RateLimits } from '../rate-limit/rate-limits.ts';
import { type SseParts, serveEventStream, wantsEventStream } from './event-stream.ts';
import { maxBodyBytes, type PostParts, servePost } from './graphql-over-http.ts';
import { checkHealth, type HealthParts, sendHealth } from './health.ts';
import { setSecurityHeaders } from './secure-headers.ts';
import type { Pages } from './serve-static.ts';
import type { YogaServer } from './yoga.ts';

const headersTimeoutMs = 10_000;
const requestTimeoutMs = 15_000;
/** How often Node looks for requests that are late; each of the timeouts above may be exceeded by this. */
const checkLateMs = 1_000;
const idleTimeoutMs = 65_000;
const maxHeaderBytes = 16 * 1024;

export interface HttpParts extends SseParts, PostParts {
  graphql: YogaServer;
  health: HealthParts;
  limits: RateLimits;
  pages: Pages;
  metrics: { page: Metrics; token: string | null };
  allowedOrigins: readonly string[];
  trustProxy: boolean;
  isAllowedOrigin: (request: IncomingMessage) => boolean;
}

export function createHttpServer(parts: HttpParts): Server {
  const take = (request: IncomingMessage, response: ServerResponse) => {
    const requestId = requestIdFrom(request.headers['x-request-id']);
    response.setHeader('x-request-id', requestId);
    setSecurityHeaders(request, response, parts.trustProxy);
    if (parts.health.isDraining()) response.setHeader('connection', 'close');
    void withRequestId(requestId, () => route(parts, request, response));
  };
  const server = createServer(
    {
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      connectionsCheckingInterval: checkLateMs,
      keepAliveTimeout: idleTimeoutMs,
      maxHeaderSize: maxHeaderBytes,
      noDelay: true,
      // Other protocols are offered by clients that go on in HTTP/1.1: Java's offers h2c with every request.
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
    },
    take,
  );
  // Who asks before sending a body that is too long is not told to go on.
  server.on('checkContinue', (request, response) => {
    if (Number(request.headers['content-length'] ?? 0) <= maxBodyBytes) response.writeContinue();
    take(request, response);
  });
  return server;
}

async function route(parts: HttpParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0]!;
  switch (path) {
    case '/graphql': {
      // Yoga makes an address of it, and tells where in the program that failed.
      if (!isHost(request.headers.host)) return misdirected(response);
      const waitS = parts.limits.admit(parts.limits.addressOf(request));
      if (waitS > 0) return refuse(response, waitS);
      if (wantsEventStream(request) && parts.isAllowedOrigin(request))
        return serveEventStream(parts, request, response);
      if (request.method === 'POST') {
        allowOrigin(parts, request, response);
        return servePost(parts, request, response);
      }
      return void parts.graphql(request, response);
    }
    case '/metrics':
      if (mayReadMetrics(request, parts.metrics.token)) return parts.metrics.page.send(response);
      return notFound(response);
    case '/health/live':
      return sendHealth(response, { status: 'ok', reasons: [] });
    case '/health/ready':
      return sendHealth(response, await checkHealth(parts.health));
    case '/':
      response.writeHead(302, { location: '/graphql' });
      response.end();
      return;
    default:
      if (!parts.pages.serve(path, request, response)) notFound(response);
  }
}

/** HTTP/1.0 has none. */
function isHost(host: string | undefined): boolean {
  return host === undefined || URL.canParse(`http://${host}/`);
}

function misdirected(response: ServerResponse): void {
  const error = requestError('BAD_REQUEST', 'The Host header is not a valid host.');
  response.writeHead(400, { 'content-type': 'application/json; charset=utf-8', connection: 'close' });
  response.end(JSON.stringify(formatResult({ errors: [error] })));
}

/** Yoga answers the preflight; the answer itself must name the origin too. */
function allowOrigin(
  { allowedOrigins }: HttpParts,
  { headers }: IncomingMessage,
  response: ServerResponse,
): void {
  if (allowedOrigins.length === 0) return;
  response.setHeader('vary', 'Origin');
  if (headers.origin && allowedOrigins.includes(headers.origin)) {
    response.setHeader('access-control-allow-origin', headers.origin);
  }
}

function notFound(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
  response.end('There is nothing here. The API is at /graphql.\n');
}

function refuse(response: ServerResponse, waitS: number): void {
  const error = requestError(
    'RATE_LIMITED',
    `This address exceeds its operations per minute. Wait ${waitS} s.`,
  );
  response.writeHead(429, {
    'content-type': 'application/json; charset=utf-8',
    'retry-after': String(waitS),
  });
  response.end(JSON.stringify(formatResult({ errors: [error] })));
}

/** /metrics on a port of its own, which is not to be reached from outside. */
export function createMetricsServer(metrics: Metrics): Server {
  return createServer((request, response) => {
    if (request.url === '/metrics') void metrics.send(response);
    else notFound(response);
  });
}
