import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OperationTypeNode } from 'graphql';
import type { Outcome } from '../execution/outcome.ts';
import type { Pipeline } from '../execution/pipeline.ts';
import type { Caller, Transport } from '../execution/request.ts';
import { acceptedMediaType } from './accept.ts';
import { badRequest, decodeParams } from './decode.ts';
import { etagOf, isUnchanged } from './etag.ts';

/** The response that Yoga's adapter and the POST path write. */
export interface HttpResult {
  status: number;
  headers: Record<string, string | number>;
  body: Buffer;
}

/** runHttp runs one operation over HTTP and returns one result. */
export async function runHttp(
  pipeline: Pipeline,
  caller: Caller,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<HttpResult> {
  const mediaType = acceptedMediaType(request);
  const transport: Transport = {
    mediaType: mediaType ?? 'application/json',
    usesResponseCache: request.method === 'POST',
    reportsCost: true,
    requireSupported: (type) => requireSupported(type, request.method),
  };
  const decode = () => {
    if (mediaType === null) throw notAcceptable();
    return decodeParams(request, response);
  };
  const result = encode(await pipeline.run({ caller, session: null, transport, decode }), transport);
  return request.method === 'GET' ? revalidated(result, caller, request) : result;
}

/** Caches may keep a result, and must ask before each use whether it is still right. */
function revalidated(result: HttpResult, { authorization }: Caller, request: IncomingMessage): HttpResult {
  const vary = 'Origin, Accept, Accept-Language, Authorization';
  if (result.status !== 200)
    return { ...result, headers: { ...result.headers, vary, 'cache-control': 'no-store' } };
  const etag = etagOf(result.body);
  const cacheControl = `${authorization === null ? 'public' : 'private'}, no-cache`;
  const ownHeaders = { ...result.headers, vary, etag, 'cache-control': cacheControl };
  if (!isUnchanged(request, etag)) return { ...result, headers: ownHeaders };
  const { 'content-length': _length, 'content-type': _type, ...kept } = ownHeaders as Record<string, string>;
  return { status: 304, headers: kept, body: Buffer.alloc(0) };
}

function requireSupported(type: OperationTypeNode, method: string | undefined): void {
  if (method !== 'POST' && type !== 'query')
    throw badRequest(405, 'GET accepts queries only. Send this operation as POST.', { allow: 'POST' });
  if (type === 'subscription')
    throw badRequest(
      400,
      'Subscriptions are served over WebSocket, and over HTTP to requests that accept text/event-stream.',
    );
}

function notAcceptable() {
  return badRequest(406, 'Accept application/graphql-response+json or application/json.');
}

function encode({ status, headers, body }: Outcome, { mediaType }: Transport): HttpResult {
  return {
    status,
    headers: { ...headers, 'content-type': `${mediaType}; charset=utf-8`, 'content-length': body.length },
    body,
  };
}

export function send(response: ServerResponse, { status, headers, body }: HttpResult): void {
  response.writeHead(status, headers);
  response.end(body);
}
