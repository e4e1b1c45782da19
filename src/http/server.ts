/** The routes of the public port, and of the metrics port. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { CodedError } from '../errors/coded-error.ts';
import { requestIdFrom, withRequestId } from '../execution/request-id.ts';
import { exportPathOf } from '../export/download.ts';
import { feedPathOf } from '../feeds/feed-path.ts';
import { type Metrics, mayReadMetrics } from '../observability/metrics.ts';
import type { RateLimits } from '../rate-limit/rate-limits.ts';
import { type Serve, traceRequests } from '../tracing/trace-requests.ts';
import type { Tracing } from '../tracing/tracing.ts';
import { type Cors, isPreflight } from './cors.ts';
import type { ErrorResponses } from './error-responses.ts';
import { allowedMethods, type Endpoint, foreignOrigin } from './graphql-endpoint.ts';
import { type Health, sendHealth } from './health.ts';
import type { OpenRequests } from './open-requests.ts';
import { Pipelining } from './pipelining.ts';
import { type DownloadParts, sendDownload } from './send-download.ts';
import { type FeedParts, sendFeed } from './send-feed.ts';
import type { Pages } from './serve-static.ts';
import { methodsOfSignIn, type SignInParts, serveSignIn } from './sign-in.ts';
import type { Site } from './site.ts';
import { errorOfUnreadable, originIn, type UnreadableRequest } from './unreadable-request.ts';

const headersTimeoutMs = 10_000;
const requestTimeoutMs = 15_000;
/** How often Node checks the timeouts above. Each can be exceeded by this time. */
const checkLateMs = 1_000;
const idleTimeoutMs = 65_000;
const maxHeaderBytes = 16 * 1024;
const methodsOfPages = 'GET, HEAD, OPTIONS';

export interface HttpParts {
  graphql: Endpoint;
  health: Health;
  openRequests: OpenRequests;
  pages: Pages;
  downloads: DownloadParts;
  feeds: FeedParts;
  signIn: SignInParts;
  cors: Cors;
  site: Site;
  errorResponses: ErrorResponses;
  limits: RateLimits;
  metrics: { page: Metrics; token: string | null };
  /** Null: no traces. */
  tracing: Tracing | null;
  /** For what no route expects: it is logged under the request id. */
  maskError: (error: unknown) => CodedError;
}

export function createHttpServer(parts: HttpParts): Server {
  const { errorResponses } = parts;
  const pipelining = new Pipelining();
  const routed = traceRequests(
    parts.tracing,
    (request) => parts.site.pathOf(request),
    (request, response) => route(parts, request, response),
  );
  const serve = (request: IncomingMessage, response: ServerResponse, problem: CodedError | null) =>
    pipelining.run(request, response, () => answer(parts, routed, request, response, problem));
  const server = createServer(
    {
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      connectionsCheckingInterval: checkLateMs,
      keepAliveTimeout: idleTimeoutMs,
      maxHeaderSize: maxHeaderBytes,
      noDelay: true,
      // http/check-request.ts checks it: Node's answer says nothing.
      requireHostHeader: false,
      // Clients that offer another protocol go on in HTTP/1.1: Java's client offers h2c with every request.
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
    },
    (request, response) => serve(request, response, errorResponses.problemOf(request)),
  );
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    // An answer without the body ends the connection, because the client may send the body or not. http/body-limit.ts
    // asks for it.
    response.shouldKeepAlive = false;
    serve(request, response, errorResponses.problemOf(request));
  });
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) =>
    serve(request, response, errorResponses.problemOf(request) ?? unknownExpectation()),
  );
  server.on('clientError', (error: UnreadableRequest, socket: Duplex) => {
    const response = pipelining.responseOn(socket);
    if (error.code === 'ECONNRESET' || !socket.writable || response?.headersSent)
      return void socket.destroy();
    const request = response?.req ?? { headers: headersOf(originIn(error)), socket: socket as never };
    errorResponses.refuse(
      socket,
      errorOfUnreadable(error),
      request,
      requestIdFrom(response?.getHeader('x-request-id') as string),
    );
  });
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => socket.destroy());
    errorResponses.refuse(
      socket,
      methodNotAllowed(allowedMethods),
      request,
      requestIdFrom(request.headers['x-request-id']),
    );
  });
  return server;
}

function answer(
  parts: HttpParts,
  routed: Serve,
  request: IncomingMessage,
  response: ServerResponse,
  problem: CodedError | null,
): void {
  const { errorResponses, health, maskError } = parts;
  const requestId = requestIdFrom(request.headers['x-request-id']);
  for (const [name, value] of Object.entries(errorResponses.headersFor(request, requestId)))
    response.setHeader(name, value);
  if (health.isDraining) response.setHeader('connection', 'close');
  // Not before: an answer that still waits for its turn on the connection emits no "close" if the connection ends.
  parts.openRequests.add(request, response);
  if (problem) errorResponses.respond(request, response, problem);
  else
    void withRequestId(requestId, () =>
      routed(request, response).catch((error: unknown) => {
        const masked = maskError(error);
        if (response.headersSent) response.destroy();
        else errorResponses.respond(request, response, masked);
      }),
    );
}

async function route(parts: HttpParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { errorResponses, limits, site, cors } = parts;
  const path = site.pathOf(request);
  const isGraphql = path === '/graphql';
  if (isGraphql && request.method !== 'OPTIONS') return parts.graphql(request, response);
  const refuse = (error: CodedError) => errorResponses.respond(request, response, error);
  if (!limits.admitsRequest(site.addressOf(request))) return refuse(tooManyRequests());
  if (request.method === 'OPTIONS') {
    const allow = isGraphql || path === '*' ? allowedMethods : methodsOfPages;
    const headers = isPreflight(request) ? cors.preflightHeaders(request, allow) : {};
    if (!headers) return refuse(foreignOrigin(request));
    response.writeHead(204, { allow, ...headers }).end();
    return;
  }
  if (path === '/sign-in') {
    if (!['GET', 'POST'].includes(request.method!)) return refuse(methodNotAllowed(methodsOfSignIn));
    return await serveSignIn(parts.signIn, request, response);
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(methodNotAllowed(methodsOfPages));
  switch (path) {
    case '/metrics':
      if (mayReadMetrics(request, parts.metrics.token)) return parts.metrics.page.send(response);
      return refuse(notFound());
    case '/health/live':
      return sendHealth(response, { status: 'ok', reasons: [] });
    case '/health/ready':
      return sendHealth(response, await parts.health.check());
    case '/':
      response.writeHead(302, { location: site.basePath ? `${site.basePath}/graphql` : './graphql' });
      response.end();
      return;
    default: {
      const file = exportPathOf(path);
      if (file && (await sendDownload(parts.downloads, file, request, response))) return;
      const feed = feedPathOf(path);
      if (feed && (await sendFeed(parts.feeds, feed, site.addressOf(request), request, response))) return;
      if (!parts.pages.serve(path, request, response)) refuse(notFound());
    }
  }
}

function headersOf(origin: string | undefined) {
  return origin === undefined ? {} : { origin };
}

function unknownExpectation(): CodedError {
  const message = 'The only expectation that is supported is 100-continue.';
  return new CodedError('BAD_REQUEST', message, { status: 417, headers: { connection: 'close' } });
}

function notFound(): CodedError {
  return new CodedError('BAD_REQUEST', 'Not found. The API is at /graphql.', { status: 404 });
}

function methodNotAllowed(allow: string): CodedError {
  const message = `This method is not allowed. Allowed are ${allow}.`;
  return new CodedError('BAD_REQUEST', message, { status: 405, headers: { allow } });
}

/** The connection ends too: over a new one, a flood costs its sender more. */
function tooManyRequests(): CodedError {
  const headers = { 'retry-after': '60', connection: 'close' };
  return new CodedError('RATE_LIMITED', 'This address exceeds its requests per minute.', { headers });
}

/** Serves /metrics on a port of its own, which must not be reachable from outside. */
export function createMetricsServer(metrics: Metrics): Server {
  return createServer((request, response) => {
    if (request.url === '/metrics') metrics.send(response).catch(() => response.destroy());
    else response.writeHead(404).end();
  });
}
