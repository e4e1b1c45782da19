/** The public address of Pavilion: the path of a request below BASE_PATH, and the host that the client requested. */
import type { IncomingMessage } from 'node:http';

export interface SiteConfig {
  /** Empty, or a path such as `/pavilion`. */
  basePath: string;
  /** Whether the X-Forwarded-Host header is used. */
  trustProxy: boolean;
}

type Headed = Pick<IncomingMessage, 'headers' | 'url'>;

export class Site {
  readonly #config: SiteConfig;

  constructor(config: SiteConfig) {
    this.#config = config;
  }

  get basePath(): string {
    return this.#config.basePath;
  }

  /** The path without the base path, which a proxy may have removed already, and without a slash at the end. */
  pathOf({ url = '/' }: Headed): string {
    const target = /^https?:\/\//i.test(url) ? pathOfAbsolute(url) : url;
    const path = target.split('?', 1)[0]!;
    const { basePath } = this.#config;
    const inner = path === basePath || path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
    return inner.length > 1 && inner.endsWith('/') ? inner.slice(0, -1) : inner || '/';
  }

  /** Whether the origin of a page is this site. The scheme is not compared, because a proxy may terminate TLS. */
  isOwnOrigin(request: Headed, origin: string): boolean {
    const page = parse(origin);
    const host = this.#hostOf(request);
    if (!page || host === null) return false;
    // Parsed with the scheme of the page, because one of the two may omit the default port.
    const own = parse(`${page.protocol}//${host}`);
    return own !== null && withoutDot(own) === withoutDot(page);
  }

  /** RFC 9112, 3.2: a server rejects a request with an invalid Host header or with several ones. */
  hasValidHost(request: Headed & Pick<IncomingMessage, 'rawHeaders'>): boolean {
    const names = request.rawHeaders.filter(
      (name, index) => index % 2 === 0 && name.toLowerCase() === 'host',
    );
    if (names.length > 1) return false;
    const { host } = request.headers;
    // HTTP/1.0 requests have no Host header.
    return host === undefined || (!/[/?#@\\]/.test(host) && parse(`http://${host}/`) !== null);
  }

  #hostOf({ headers, url = '' }: Headed): string | null {
    const forwarded = this.#config.trustProxy ? headers['x-forwarded-host'] : undefined;
    if (typeof forwarded === 'string') return forwarded.split(',', 1)[0]!.trim();
    // The host of an absolute request target overrides the header: RFC 9112, 3.2.2.
    if (/^https?:\/\//i.test(url)) return parse(url)?.host ?? null;
    return headers.host ?? null;
  }
}

function pathOfAbsolute(url: string): string {
  const parsed = parse(url);
  return parsed ? parsed.pathname + parsed.search : '/';
}

function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}

function withoutDot({ hostname, port }: URL): string {
  return `${hostname.replace(/\.$/, '')}:${port}`;
}
