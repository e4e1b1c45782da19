/** Reads what reverse proxies write about a request: X-Forwarded-For, -Host, -Proto, -Port, or Forwarded (RFC 7239). */
import type { IncomingHttpHeaders } from 'node:http';

/** One value per proxy, the outermost first. A proxy that does not write a value leaves null in Forwarded, and nothing in X-Forwarded. */
export interface Forwarded {
  addresses: readonly (string | null)[];
  hosts: readonly (string | null)[];
  protocols: readonly (string | null)[];
  ports: readonly (string | null)[];
}

const names = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port'] as const;

/**
 * Forwarded is read only if there is no X-Forwarded header: a proxy that writes one of the two usually passes the other
 * on as the client has sent it.
 */
export function readForwarded(headers: IncomingHttpHeaders): Forwarded {
  const [addresses, hosts, protocols, ports] = names.map((name) => listOf(headers[name]));
  if (names.some((name) => headers[name] !== undefined))
    return { addresses: addresses!, hosts: hosts!, protocols: protocols!, ports: ports! };
  const elements = elementsOf(headers.forwarded ?? '');
  return {
    addresses: elements.map(({ for: address }) => address ?? null),
    hosts: elements.map(({ host }) => host ?? null),
    protocols: elements.map(({ proto }) => proto ?? null),
    ports: [],
  };
}

function listOf(header: string | string[] | undefined): string[] {
  return String(header ?? '')
    .split(',')
    .map((value) => value.trim())
    .filter(Boolean);
}

/** The elements of a Forwarded header. Values may be quoted, and then hold commas and semicolons. */
function elementsOf(header: string): Record<string, string>[] {
  const elements = header.match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g) ?? [];
  return elements.map((element) =>
    Object.fromEntries(
      [...element.matchAll(/([\w-]+)=(?:"((?:[^"\\]|\\.)*)"|([^;,"\s]*))/g)].map(
        ([, name, quoted, token]) => [name!.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? token!],
      ),
    ),
  );
}
