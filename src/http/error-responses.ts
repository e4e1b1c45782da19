/**
 * ErrorResponses answers requests that are not served, if a route, the WebSocket library, or Node while it reads the request
 * finds that out. Each answer says why in its body, has the headers of every response, and is logged.
 */
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { CodedError } from '../errors/coded-error.ts';
import type { Rejection } from '../observability/rejection-log.ts';
import { type CheckedRequest, problemOf } from './check-request.ts';
import type { Cors } from './cors.ts';
import { secureHeaders } from './secure-headers.ts';
import type { Site } from './site.ts';

export interface ErrorResponseParts {
  cors: Cors;
  site: Site;
  rejections: { log(rejection: Rejection): void };
}

/** A request as far as it was read. */
export type RefusedRequest = Pick<IncomingMessage, 'headers' | 'socket' | 'url'>;

export class ErrorResponses {
  readonly #parts: ErrorResponseParts;

  constructor(parts: ErrorResponseParts) {
    this.#parts = parts;
  }

  /** The headers of every response. */
  headersFor(request: RefusedRequest, requestId: string): Record<string, string> {
    const { cors, site } = this.#parts;
    return {
      'x-request-id': requestId,
      ...secureHeaders(site.usesTls(request)),
      ...cors.headersFor(request.headers.origin),
    };
  }

  readonly problemOf = (request: CheckedRequest): CodedError | null => problemOf(request);

  /** Answers a request that has the headers of every response already. */
  respond(request: RefusedRequest, response: ServerResponse, error: CodedError): void {
    this.#log(request, error, String(response.getHeader('x-request-id')));
    const { status, headers, body } = answerOf(error);
    response.writeHead(status, headers);
    response.end(body);
  }

  /** Answers over a socket that has no response of Node's, and ends it. */
  readonly refuse = (tcp: Duplex, error: CodedError, request: RefusedRequest, requestId: string): void => {
    this.#log(request, error, requestId);
    const { status, headers, body } = answerOf(error);
    const all = { ...this.headersFor(request, requestId), ...headers, connection: 'close' };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    tcp.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`, () =>
      tcp.destroy(),
    );
  };

  #log(request: RefusedRequest, error: CodedError, requestId: string): void {
    const { site, rejections } = this.#parts;
    const status = error.status.requestErrorInJson;
    const reason = error.message;
    // A missing file is no problem of the server, and a server that shuts down refuses everything.
    if (status === 404 || status === 503) return;
    const { origin, host } = request.headers;
    const address = site.addressOf(request);
    rejections.log({ status, reason, requestId, address, origin, host, ...site.reportOf(request) });
  }
}

function answerOf(error: CodedError) {
  const body = JSON.stringify({ errors: [error.toJSON()] });
  return {
    status: error.status.requestErrorInJson,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      'cache-control': 'no-store',
      ...error.headers,
    },
    body,
  };
}
