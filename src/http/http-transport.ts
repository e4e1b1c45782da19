import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OperationTypeNode } from 'graphql';
import type { Outcome } from '../execution/outcome.ts';
import type { Pipeline } from '../execution/pipeline.ts';
import type { Caller, Transport } from '../execution/request.ts';
import { acceptedMediaType, badRequest, decodeParams } from './decode.ts';

/** What Yoga's adapter and the direct path write, each in its own way. */
export interface HttpResult {
  status: number;
  headers: Record<string, string | number>;
  body: Buffer;
}

/** Runs a request of GraphQL over HTTP: one operation, one result. */
export async function runHttp(
  pipeline: Pipeline,
  caller: Caller,
  request: IncomingMessage,
): Promise<HttpResult> {
  const mediaType = acceptedMediaType(request.headers.accept);
  const transport: Transport = {
    mediaType: mediaType ?? 'application/json',
    usesResponseCache: request.method === 'POST',
    reportsCost: true,
    requireSupported: (type) => requireSupported(type, request.method),
  };
  const decode = () => {
    if (mediaType === null) throw notAcceptable();
    return decodeParams(request);
  };
  return encode(await pipeline.run({ caller, session: null, transport, decode }), transport);
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
