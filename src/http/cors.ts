/** Which pages of other origins may call: CORS for fetch, and the same for WebSocket and EventSource. */
import type { IncomingMessage, ServerResponse } from 'node:http';

const preflightMaxAgeS = 600;

export class Cors {
  readonly #allowedOrigins: ReadonlySet<string>;

  constructor(allowedOrigins: readonly string[]) {
    this.#allowedOrigins = new Set(allowedOrigins);
  }

  /** Sets the headers that let a page of an allowed origin read the response, whatever its content and status. */
  setHeaders({ headers }: IncomingMessage, response: ServerResponse): void {
    if (this.#allowedOrigins.size === 0) return;
    response.setHeader('vary', 'Origin');
    if (headers.origin === undefined || !this.#allowedOrigins.has(headers.origin)) return;
    response.setHeader('access-control-allow-origin', headers.origin);
    response.setHeader('access-control-expose-headers', 'x-request-id, retry-after');
  }

  /** Answers the preflight request of a page of an allowed origin. False for every other request. */
  servePreflight({ method, headers }: IncomingMessage, response: ServerResponse): boolean {
    if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) return false;
    if (headers.origin === undefined || !this.#allowedOrigins.has(headers.origin)) return false;
    response.writeHead(204, {
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': headers['access-control-request-headers'] ?? '',
      'access-control-max-age': String(preflightMaxAgeS),
      'content-length': '0',
    });
    response.end();
    return true;
  }

  /**
   * Whether a page may open a stream. Browsers do not apply CORS to WebSocket and EventSource, so a page of another
   * origin could use the network position of its user. Programs send no Origin and are allowed.
   */
  readonly isAllowedOrigin = ({ headers }: IncomingMessage): boolean => {
    const { origin, host } = headers;
    if (origin === undefined || this.#allowedOrigins.has(origin)) return true;
    return URL.canParse(origin) && new URL(origin).host === host;
  };
}
