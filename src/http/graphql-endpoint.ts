/**
 * /graphql: event streams, GraphQL over HTTP, GraphiQL.
 *
 * Yoga serves GraphQL over HTTP with one exception: responses to POST are written to node:http directly, because the
 * fetch objects of a request cost more than most queries (decision 0009, measured by `npm run bench:post`).
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CodedError } from '../errors/coded-error.ts';
import type { Pipeline } from '../execution/pipeline.ts';
import type { Caller } from '../execution/request.ts';
import type { RejectionLog } from '../observability/rejection-log.ts';
import type { RateLimits } from '../rate-limit/rate-limits.ts';
import { type EventStreamParts, serveEventStream, wantsEventStream } from '../realtime/event-stream.ts';
import type { Cors } from './cors.ts';
import { decodeParams } from './decode.ts';
import { GraphiqlPage, wantsGraphiql } from './graphiql.ts';
import { runHttp, send } from './http-transport.ts';
import { createYogaHandler } from './yoga.ts';

export interface EndpointParts {
  pipeline: Pipeline;
  limits: RateLimits;
  cors: Cors;
  rejections: RejectionLog;
  eventStream: EventStreamParts;
}

export type Endpoint = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export function createEndpoint(parts: EndpointParts): Endpoint {
  const { pipeline, limits, cors, eventStream } = parts;
  const callerOf = (request: IncomingMessage): Caller => ({
    address: limits.addressOf(request),
    authorization: request.headers.authorization ?? null,
    languages: request.headers['accept-language'] ?? null,
    resumeAfter: wantsEventStream(request) ? lastEventId(request) : null,
  });
  const yoga = createYogaHandler({ pipeline, callerOf });
  const graphiql = new GraphiqlPage();
  const refuse = (request: IncomingMessage, response: ServerResponse, error: CodedError) => {
    const status = error.status.requestErrorInJson;
    if (status === 403 || status === 429)
      parts.rejections.log({
        status,
        reason: error.message,
        requestId: String(response.getHeader('x-request-id')),
        address: limits.addressOf(request),
        origin: request.headers.origin,
        host: request.headers.host,
      });
    sendError(response, error);
  };

  return async (request, response) => {
    // Node sends no body in a response to HEAD. An event stream would never end.
    if (request.method === 'HEAD' && !wantsEventStream(request)) request.method = 'GET';
    if (!isOperation(request)) {
      // The pipeline counts only operations, so other requests are counted here.
      const error = rateLimitOf(limits, request);
      if (error) refuse(request, response, error);
      else if (request.method === 'GET') await graphiql.send(request, response);
      else if (cors.servePreflight(request, response)) return;
      else if (request.headers['access-control-request-method'])
        refuse(request, response, foreignOrigin(request));
      else if (request.method === 'OPTIONS') response.writeHead(204, { allow: allowedMethods }).end();
      else refuse(request, response, methodNotAllowed());
    } else if (wantsEventStream(request)) {
      if (!cors.isAllowedOrigin(request)) return refuse(request, response, foreignOrigin(request));
      const decode = () => decodeParams(request);
      await serveEventStream(eventStream, { caller: callerOf(request), decode }, request, response);
    } else if (request.method === 'POST') send(response, await runHttp(pipeline, callerOf(request), request));
    else await yoga(request, response);
  };
}

/** Not an operation: GraphiQL, a preflight request, and a method that is not allowed. */
function isOperation(request: IncomingMessage): boolean {
  return request.method === 'POST' || (request.method === 'GET' && !wantsGraphiql(request));
}

function lastEventId({ headers }: IncomingMessage): string | null {
  const id = headers['last-event-id'];
  return typeof id === 'string' && id !== '' ? id : null;
}

const allowedMethods = 'GET, HEAD, POST, OPTIONS';

function foreignOrigin({ headers }: IncomingMessage): CodedError {
  const message = `Pages of ${headers.origin} may not call this server. Add the origin to ALLOWED_ORIGINS.`;
  return new CodedError('FORBIDDEN', message, { status: 403 });
}

function methodNotAllowed(): CodedError {
  const headers = { allow: allowedMethods };
  return new CodedError('BAD_REQUEST', 'This method is not allowed. Use GET or POST.', {
    status: 405,
    headers,
  });
}

function rateLimitOf(limits: RateLimits, request: IncomingMessage): CodedError | null {
  try {
    limits.requireAddress(limits.addressOf(request));
    return null;
  } catch (error) {
    return error as CodedError;
  }
}

export function sendError(response: ServerResponse, error: CodedError): void {
  const body = Buffer.from(JSON.stringify({ errors: [error.toJSON()] }));
  const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length };
  send(response, {
    status: error.status.requestErrorInJson,
    headers: { ...headers, ...error.headers },
    body,
  });
}
