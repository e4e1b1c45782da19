/**
 * /graphql: event streams, GraphQL over HTTP, GraphiQL.
 *
 * Yoga serves GraphQL over HTTP, with one exception: POST is written straight to node:http, because the fetch objects
 * around a request cost more than most queries do (decision 0009, measured by `npm run bench:post`).
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CodedError } from '../errors/coded-error.ts';
import type { Pipeline } from '../execution/pipeline.ts';
import type { Caller } from '../execution/request.ts';
import type { RateLimits } from '../rate-limit/rate-limits.ts';
import { type EventStreamParts, serveEventStream, wantsEventStream } from '../realtime/event-stream.ts';
import type { Cors } from './cors.ts';
import { decodeParams } from './decode.ts';
import { runHttp, send } from './http-transport.ts';
import { createYogaHandler } from './yoga.ts';

export interface EndpointParts {
  pipeline: Pipeline;
  limits: RateLimits;
  cors: Cors;
  eventStream: EventStreamParts;
}

export type Endpoint = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export function createEndpoint({ pipeline, limits, cors, eventStream }: EndpointParts): Endpoint {
  const callerOf = (request: IncomingMessage): Caller => ({
    address: limits.addressOf(request),
    authorization: request.headers.authorization ?? null,
    languages: request.headers['accept-language'] ?? null,
  });
  const yoga = createYogaHandler({ pipeline, callerOf });

  return async (request, response) => {
    // Yoga makes a URL of it.
    if (!isValidHost(request.headers.host)) return sendError(response, invalidHost());
    cors.setHeaders(request, response);
    if (!isOperation(request)) {
      // The pipeline counts operations only.
      const error = rateLimitOf(limits, request);
      if (error) sendError(response, error);
      else if (request.method === 'GET') await yoga(request, response);
      else if (!cors.servePreflight(request, response)) sendError(response, methodNotAllowed());
    } else if (wantsEventStream(request) && cors.isAllowedOrigin(request)) {
      const decode = () => decodeParams(request);
      await serveEventStream(eventStream, { caller: callerOf(request), decode }, request, response);
    } else if (request.method === 'POST') send(response, await runHttp(pipeline, callerOf(request), request));
    else await yoga(request, response);
  };
}

/** Neither GraphiQL, nor a preflight, nor a method that is not allowed. */
function isOperation({ method, headers }: IncomingMessage): boolean {
  return method === 'POST' || (method === 'GET' && !headers.accept?.includes('text/html'));
}

/** HTTP/1.0 has no Host header. */
function isValidHost(host: string | undefined): boolean {
  return host === undefined || URL.canParse(`http://${host}/`);
}

function invalidHost(): CodedError {
  return new CodedError('BAD_REQUEST', 'The Host header is not a valid host.', {
    headers: { connection: 'close' },
  });
}

function methodNotAllowed(): CodedError {
  const headers = { allow: 'GET, POST' };
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

function sendError(response: ServerResponse, error: CodedError): void {
  const body = Buffer.from(JSON.stringify({ errors: [error.toJSON()] }));
  const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length };
  send(response, {
    status: error.status.requestErrorInJson,
    headers: { ...headers, ...error.headers },
    body,
  });
}
