import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { BlockList, isIPv6 } from 'node:net';
import type { ProxyTrust } from '../config.ts';
import { ipOf } from '../rate-limit/network.ts';
import { type Forwarded, readForwarded } from './forwarded.ts';

export type ProxiedRequest = Pick<IncomingMessage, 'headers'> & {
  socket: { remoteAddress?: string | undefined };
};

/**
 * TrustedProxies says what the own proxies have written about a request. Each proxy adds one value at the end of a
 * header; what stands before the values of the own proxies was sent by the client, and can be anything.
 */
export class TrustedProxies {
  readonly #trust: ProxyTrust;
  readonly #networks = new BlockList();
  /** Read once for each request: a client can send headers of many kilobytes. */
  readonly #forwarded = new WeakMap<IncomingHttpHeaders, Forwarded>();

  constructor(trust: ProxyTrust) {
    this.#trust = trust;
    if (trust.kind !== 'networks') return;
    for (const network of trust.networks) {
      const [address = '', prefix] = network.split('/');
      const family = isIPv6(address) ? 'ipv6' : 'ipv4';
      this.#networks.addSubnet(address, Number(prefix ?? (family === 'ipv6' ? 128 : 32)), family);
    }
  }

  /** The IP address of the client, as the outermost own proxy saw it; "unknown" if the connection has none. */
  addressOf(request: ProxiedRequest): string {
    const address = this.#valueOf(request, 'addresses');
    // An entry can be hidden, such as "unknown" or "_abc": then the proxy is all that is known.
    return ipOf(address ?? '') ?? connected(request) ?? 'unknown';
  }

  /** Whether the connection is one of an own proxy. */
  isProxy(request: ProxiedRequest): boolean {
    return this.#countOf(request) > 0;
  }

  /** The host that the client asked for, as the proxies report it. Null if they report none. */
  hostOf(request: ProxiedRequest): string | null {
    return this.#valueOf(request, 'hosts');
  }

  /** The port that the client connected to, as the proxies report it. */
  portOf(request: ProxiedRequest): string | null {
    return this.#valueOf(request, 'ports');
  }

  /** The scheme that the client used, as the proxies report it. Null if they report none, or another one. */
  protocolOf(request: ProxiedRequest): 'http:' | 'https:' | null {
    switch (this.#valueOf(request, 'protocols')?.toLowerCase()) {
      case 'https':
      case 'wss':
        return 'https:';
      case 'http':
      case 'ws':
        return 'http:';
      default:
        return null;
    }
  }

  #valueOf(request: ProxiedRequest, name: keyof Forwarded): string | null {
    const proxies = this.#countOf(request);
    if (proxies === 0) return null;
    const values = this.#read(request)[name];
    // Not every proxy adds a value to every header: the first one is the outermost then.
    return values.at(-Math.min(proxies, values.length)) ?? null;
  }

  #read({ headers }: ProxiedRequest): Forwarded {
    const known = this.#forwarded.get(headers);
    if (known) return known;
    const forwarded = readForwarded(headers);
    this.#forwarded.set(headers, forwarded);
    return forwarded;
  }

  /** The number of own proxies that the request has passed. */
  #countOf(request: ProxiedRequest): number {
    const trust = this.#trust;
    if (trust.kind === 'none') return 0;
    if (trust.kind === 'hops') return trust.count;
    if (!this.#isOwn(connected(request))) return 0;
    const { addresses } = this.#read(request);
    let count = 1;
    while (count < addresses.length && this.#isOwn(ipOf(addresses.at(-count) ?? ''))) count++;
    return count;
  }

  #isOwn(address: string | null): boolean {
    return address !== null && this.#networks.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  }
}

function connected({ socket }: ProxiedRequest): string | null {
  return ipOf(socket.remoteAddress ?? '');
}
