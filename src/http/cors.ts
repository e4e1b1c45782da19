/**
 * Decides which pages of other origins may call the API: CORS for fetch, and the same rule for WebSocket and
 * EventSource.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Site } from './site.ts';

const preflightMaxAgeS = 600;
const exposedHeaders = 'x-request-id, retry-after, www-authenticate, allow, etag';

export class Cors {
  readonly #allowedOrigins: ReadonlySet<string>;

  readonly #site: Site;

  constructor(allowedOrigins: readonly string[], site: Site) {
    this.#allowedOrigins = new Set(allowedOrigins);
    this.#site = site;
  }

  /** Sets the headers that let a page of an allowed origin read the response, whatever its content and status. */
  setHeaders({ headers }: IncomingMessage, response: ServerResponse): void {
    if (this.#allowedOrigins.size === 0) return;
    response.appendHeader('vary', 'Origin');
    if (!this.#isListed(headers.origin)) return;
    response.setHeader('access-control-allow-origin', headers.origin!);
    response.setHeader('access-control-expose-headers', exposedHeaders);
  }

  /** Answers the preflight request of a page of an allowed origin. False for every other request. */
  servePreflight({ method, headers }: IncomingMessage, response: ServerResponse): boolean {
    if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) return false;
    if (!this.#isListed(headers.origin)) return false;
    response.writeHead(204, {
      'access-control-allow-methods': 'GET, HEAD, POST',
      'access-control-allow-headers': headers['access-control-request-headers'] ?? '',
      'access-control-max-age': String(preflightMaxAgeS),
      'content-length': '0',
    });
    response.end();
    return true;
  }

  /**
   * Whether a page may open a stream. Browsers do not apply CORS to WebSocket and EventSource, so a page of another
   * origin could call the API from the network of its user. Programs send no Origin header and are allowed.
   */
  readonly isAllowedOrigin = (request: IncomingMessage): boolean => {
    const { origin } = request.headers;
    return origin === undefined || this.#isListed(origin) || this.#site.isOwnOrigin(request, origin);
  };

  /** Browsers send origins in normalized form; other clients may not. */
  #isListed(origin: string | undefined): boolean {
    if (origin === undefined) return false;
    return this.#allowedOrigins.has(origin) || this.#allowedOrigins.has(URL.parse(origin)?.origin ?? '');
  }
}
