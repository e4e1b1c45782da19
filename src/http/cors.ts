/**
 * Decides which pages of other origins may call the API: CORS for fetch, and the same rule for WebSocket and
 * EventSource.
 */
import type { IncomingMessage } from 'node:http';
import type { Site } from './site.ts';

const preflightMaxAgeS = 600;
const exposedHeaders =
  'x-request-id, retry-after, www-authenticate, allow, etag, accept, accept-encoding, sec-websocket-version';

export class Cors {
  readonly #allowedOrigins: ReadonlySet<string>;

  readonly #site: Site;

  constructor(allowedOrigins: readonly string[], site: Site) {
    this.#allowedOrigins = new Set(allowedOrigins);
    this.#site = site;
  }

  /** The headers that let a page of an allowed origin read a response, whatever its content and status. */
  headersFor(origin: string | undefined): Record<string, string> {
    if (this.#allowedOrigins.size === 0) return {};
    if (!this.#isListed(origin)) return { vary: 'Origin' };
    return {
      vary: 'Origin',
      'access-control-allow-origin': origin!,
      'access-control-expose-headers': exposedHeaders,
    };
  }

  /** The further headers for a preflight request; null if the page is not of an allowed origin. */
  preflightHeaders({ headers }: IncomingMessage, methods: string): Record<string, string> | null {
    if (!this.#isListed(headers.origin)) return null;
    const asked = headers['access-control-request-headers'];
    return {
      'access-control-allow-methods': methods,
      ...(asked && { 'access-control-allow-headers': asked }),
      'access-control-max-age': String(preflightMaxAgeS),
    };
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

/** A preflight asks for the method of a request that the page has not sent yet. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}
