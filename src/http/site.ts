/** Where Pavilion is reached: the path of a request below BASE_PATH, its caller, and the host that the caller asked for. */
import type { IncomingMessage } from 'node:http';
import type { ProxyTrust } from '../config.ts';
import { networkOf } from '../rate-limit/network.ts';
import { type ProxiedRequest, TrustedProxies } from './trusted-proxies.ts';

export interface SiteConfig {
  /** Empty, or a path such as `/pavilion`. */
  basePath: string;
  proxies: ProxyTrust;
}

type Targeted = ProxiedRequest & Pick<IncomingMessage, 'url'>;

export class Site {
  readonly #basePath: string;
  readonly #proxies: TrustedProxies;

  constructor({ basePath, proxies }: SiteConfig) {
    this.#basePath = basePath;
    this.#proxies = new TrustedProxies(proxies);
  }

  get basePath(): string {
    return this.#basePath;
  }

  /** Without the base path, which a proxy may have removed already, and without a slash at the end. */
  pathOf({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
    const target = isAbsolute(url) ? pathOfAbsolute(url) : url;
    const path = decodeUnreserved(target.split('?', 1)[0]!);
    const base = this.#basePath;
    const inner = path === base || path.startsWith(`${base}/`) ? path.slice(base.length) : path;
    return inner.length > 1 && inner.endsWith('/') ? inner.slice(0, -1) : inner || '/';
  }

  /** The network of the caller, for which limits count. */
  addressOf(request: ProxiedRequest): string {
    return networkOf(this.#proxies.addressOf(request));
  }

  /** Whether the connection is one of an own proxy. */
  isProxy(request: ProxiedRequest): boolean {
    return this.#proxies.isProxy(request);
  }

  /** Whether the caller uses TLS, as a trusted proxy reports it. */
  usesTls(request: ProxiedRequest): boolean {
    return this.#proxies.protocolOf(request) === 'https:';
  }

  /** Whether the origin of a page is this site. The scheme is compared only if a proxy reports it: TLS ends there. */
  isOwnOrigin(request: Targeted, origin: string): boolean {
    const page = parse(origin);
    if (!page || !/^https?:$/.test(page.protocol)) return false;
    if ((this.#proxies.protocolOf(request) ?? page.protocol) !== page.protocol) return false;
    return this.#hostsOf(request).some((host) => {
      // With the scheme of the page: its default port may be missing in one of the two.
      const own = parse(`${page.protocol}//${host}`);
      return own !== null && withoutDot(own) === withoutDot(page);
    });
  }

  /** What proxies report about the host and the scheme, for the log. */
  reportOf(request: ProxiedRequest): { forwardedHost?: string; forwardedProto?: string } {
    const host = this.#proxies.hostOf(request);
    const protocol = this.#proxies.protocolOf(request);
    return {
      ...(host && { forwardedHost: host }),
      ...(protocol && { forwardedProto: protocol.slice(0, -1) }),
    };
  }

  /** The host that the caller asked for. Many proxies remove the port: it is then in a header of its own. */
  #hostsOf(request: Targeted): string[] {
    const host = this.#hostOf(request);
    if (host === null) return [];
    const port = this.#proxies.portOf(request);
    return port !== null && /^\d+$/.test(port) && !/:\d+$/.test(host) ? [host, `${host}:${port}`] : [host];
  }

  #hostOf(request: Targeted): string | null {
    const { headers, url = '' } = request;
    // The host of an absolute target overrides the header: RFC 9112, 3.2.2.
    const asked = isAbsolute(url) ? (parse(url)?.host ?? null) : (headers.host ?? null);
    return this.#proxies.hostOf(request) ?? asked;
  }
}

export function isAbsolute(url: string): boolean {
  return /^https?:\/\//i.test(url);
}

function pathOfAbsolute(url: string): string {
  const parsed = parse(url);
  return parsed ? parsed.pathname + parsed.search : '/';
}

/** RFC 3986, 6.2.2.2: an unreserved character is the same character encoded. All others stay encoded. */
function decodeUnreserved(path: string): string {
  return path.replace(/%([\da-f]{2})/gi, (encoded, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[\w.~-]/.test(character) ? character : encoded;
  });
}

function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}

function withoutDot({ hostname, port }: URL): string {
  return `${hostname.replace(/\.$/, '')}:${port}`;
}
