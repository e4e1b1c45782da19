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
import type { RateLimits } from '../rate-limit/rate-limits.ts';
import { type EventStreamParts, serveEventStream } from '../realtime/event-stream.ts';
import { wantsEventStream, wantsPage } from './accept.ts';
import type { Cors } from './cors.ts';
import { decodeParams } from './decode.ts';
import type { ErrorResponses } from './error-responses.ts';
import { GraphiqlPage } from './graphiql.ts';
import { runHttp, send } from './http-transport.ts';
import type { Site } from './site.ts';
import { createYogaHandler } from './yoga.ts';

export interface EndpointParts {
  pipeline: Pipeline;
  limits: RateLimits;
  cors: Cors;
  site: Site;
  errorResponses: ErrorResponses;
  eventStream: EventStreamParts;
  /** Whether GraphiQL is served. */
  graphiql: boolean;
}

export type Endpoint = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export function createEndpoint(parts: EndpointParts): Endpoint {
  const { pipeline, limits, cors, site, eventStream } = parts;
  const callerOf = (request: IncomingMessage): Caller => ({
    address: site.addressOf(request),
    authorization: request.headers.authorization ?? null,
    languages: request.headers['accept-language'] ?? null,
    resumeAfter: wantsEventStream(request) ? lastEventId(request) : null,
  });
  const yoga = createYogaHandler({ pipeline, callerOf });
  const graphiql = parts.graphiql ? new GraphiqlPage() : null;
  const refuse = (request: IncomingMessage, response: ServerResponse, error: CodedError) =>
    parts.errorResponses.respond(request, response, error);

  return async (request, response) => {
    // Node sends no body in a response to HEAD. An event stream would never end.
    if (request.method === 'HEAD' && !wantsEventStream(request)) request.method = 'GET';
    if (!isOperation(request, graphiql !== null)) {
      // The pipeline counts operations only.
      const error = rateLimitOf(limits, site.addressOf(request));
      if (error) refuse(request, response, error);
      else if (request.method === 'GET') await graphiql!.send(request, response);
      else refuse(request, response, methodNotAllowed());
    } else if (wantsEventStream(request)) {
      if (!cors.isAllowedOrigin(request)) return refuse(request, response, foreignOrigin(request));
      response.appendHeader('vary', 'Accept, Accept-Language, Authorization');
      const decode = () => decodeParams(request, response);
      await serveEventStream(eventStream, { caller: callerOf(request), decode }, request, response);
    } else if (request.method === 'POST')
      send(response, await runHttp(pipeline, callerOf(request), request, response));
    else await yoga(request, response);
  };
}

/** Neither GraphiQL nor a method that is not allowed. */
function isOperation(request: IncomingMessage, hasPage: boolean): boolean {
  return request.method === 'POST' || (request.method === 'GET' && !(hasPage && wantsPage(request)));
}

function lastEventId({ headers }: IncomingMessage): string | null {
  const id = headers['last-event-id'];
  return typeof id === 'string' && id !== '' ? id : null;
}

export const allowedMethods = 'GET, HEAD, POST, OPTIONS';

export function foreignOrigin({ headers }: IncomingMessage): CodedError {
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

function rateLimitOf(limits: RateLimits, address: string): CodedError | null {
  try {
    limits.requireAddress(address);
    return null;
  } catch (error) {
    return error as CodedError;
  }
}
