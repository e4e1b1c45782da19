/**
 * GraphQL over HTTP for POST, straight from node:http: a layer of fetch objects around each request would cost more
 * than most queries do. https://graphql.github.io/graphql-over-http/draft/
 */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CodedError } from '../errors/coded-error.ts';
import { type Executor, RequestError } from '../execution/executor.ts';
import { type Answered, formatResult } from '../execution/format-result.ts';
import { type Made, maxKeyCharacters, type ResponseCache } from '../execution/response-cache.ts';
import { yieldToEventLoop } from '../execution/time-slice.ts';
import type { Context } from '../graphql/context.ts';
import { readBody } from './body-limit.ts';

export const maxBodyBytes = 256 * 1024;

export interface PostParts {
  executor: Executor;
  responseCache: ResponseCache;
  contextOf: (authorization: string | null, languages: string | null) => Promise<Context>;
}

type MediaType = 'application/graphql-response+json' | 'application/json';

export async function servePost(
  parts: PostParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { executor, responseCache } = parts;
  const mediaType = acceptedType(request.headers.accept);
  if (!mediaType) {
    const message = 'Accept application/graphql-response+json or application/json.';
    return send(response, encode('application/json', refusal(406, message)));
  }
  try {
    const body = await readJsonBody(request);
    const make = () => answer(parts, request, mediaType, body);
    if (body.length > maxKeyCharacters) send(response, (await make()).answer);
    else send(response, await responseCache.answer(keyOf(request, mediaType, body), make));
  } catch (error) {
    const errors = error instanceof RequestError ? error.errors : [error];
    send(response, encode(mediaType, { errors: errors.map(executor.maskError) }));
  }
}

/** Everything of a request that its answer depends on. */
function keyOf({ headers }: IncomingMessage, mediaType: MediaType, body: Buffer): string {
  return `${headers.authorization ?? ''}\n${headers['accept-language'] ?? ''}\n${mediaType}\n${body.toString('latin1')}`;
}

async function answer(
  { executor, contextOf }: PostParts,
  { headers }: IncomingMessage,
  mediaType: MediaType,
  body: Buffer,
): Promise<Made> {
  const context = await contextOf(headers.authorization ?? null, headers['accept-language'] ?? null);
  const turn = yieldToEventLoop();
  if (turn) await turn;
  const operation = executor.prepare(context, parseParams(body));
  if (operation.type === 'subscription') {
    throw badRequest(
      400,
      'Subscriptions are served over WebSocket, and to requests that accept text/event-stream.',
    );
  }
  const result = await executor.execute(operation);
  const { answering, identity } = operation.contextValue;
  return {
    answer: {
      ...encode(mediaType, result),
      until: identity.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY,
    },
    keep: operation.type === 'query' && !result.errors && !answering.isVolatile,
  };
}

/** The bytes of a JSON body. Throws RequestError for one of another type, and for one that is too long. */
export async function readJsonBody(request: IncomingMessage): Promise<Buffer> {
  requireJson(request.headers['content-type']);
  return readBody(request, maxBodyBytes);
}

/** JSON alone: forms and multipart can be posted from any site without being asked. */
function requireJson(contentType: string | undefined): void {
  const [type, ...parameters] = (contentType ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  if (type === '') throw badRequest(400, 'The content type is missing: post application/json.');
  if (type !== 'application/json') throw badRequest(415, 'Requests are posted as application/json.');
  const charset = parameters
    .find((each) => each.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')
    throw badRequest(415, 'JSON is UTF-8.');
}

export function parseParams(body: Buffer): Record<string, unknown> {
  // Read as if it were, what is not UTF-8 would be replaced silently.
  if (!isUtf8(body)) throw badRequest(400, 'The body is not UTF-8.');
  try {
    const params: unknown = JSON.parse(body.toString('utf8'));
    if (params && typeof params === 'object' && !Array.isArray(params))
      return params as Record<string, unknown>;
  } catch {
    // Told below, without the parser's own words: they would echo the body.
  }
  throw badRequest(400, 'The body is not a JSON object.');
}

/** The newer type where it is asked for; the older to whoever accepts anything. Null where neither is acceptable. */
function acceptedType(header: string | undefined): MediaType | null {
  if (!header) return 'application/json';
  const accept = header.toLowerCase();
  if (accept.includes('application/graphql-response+json')) return 'application/graphql-response+json';
  return /application\/json|application\/\*|\*\/\*/.test(accept) ? 'application/json' : null;
}

interface Encoded {
  status: number;
  headers: Record<string, string | number>;
  body: Buffer;
}

function encode(mediaType: MediaType, result: Answered): Encoded {
  const { status, headers } = statusOf(result, mediaType);
  const body = Buffer.from(JSON.stringify(formatResult(result)));
  return {
    status,
    headers: { ...headers, 'content-type': `${mediaType}; charset=utf-8`, 'content-length': body.length },
    body,
  };
}

function send(response: ServerResponse, { status, headers, body }: Encoded): void {
  response.writeHead(status, headers);
  response.end(body);
}

function statusOf(
  { data, errors = [] }: Answered,
  mediaType: MediaType,
): { status: number; headers: Record<string, string> } {
  const column =
    data !== undefined ? 'field' : mediaType === 'application/json' ? 'refusedInJson' : 'refused';
  const coded = errors.filter((error) => error instanceof CodedError);
  return {
    status: Math.max(200, ...coded.map((error) => error.status[column])),
    headers: Object.assign({}, ...coded.map((error) => error.headers)),
  };
}

function refusal(status: number, message: string): { errors: CodedError[] } {
  return { errors: [new CodedError('BAD_REQUEST', message, { status })] };
}

function badRequest(status: number, message: string): RequestError {
  return new RequestError(refusal(status, message).errors);
}
