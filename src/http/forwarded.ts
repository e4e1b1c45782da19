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
  return splitOutsideQuotes(header, ',').map((element) =>
    Object.fromEntries(splitOutsideQuotes(element, ';').map(nameAndValue)),
  );
}

function nameAndValue(pair: string): [name: string, value: string] {
  const end = pair.indexOf('=');
  const [name, value] = end === -1 ? [pair, ''] : [pair.slice(0, end), pair.slice(end + 1)];
  const isQuoted = value.length > 1 && value.startsWith('"') && value.endsWith('"');
  return [name.toLowerCase(), isQuoted ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value];
}

/**
 * The parts without spaces around them. They are read from the end, where the own proxies wrote: a quote that the client
 * left open must not hide them. Each character is read once, because the header is read before any limit counts.
 */
function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts: string[] = [];
  let end = text.length;
  let isQuoted = false;
  for (let index = text.length - 1; index >= 0; index--) {
    const character = text[index];
    if (character === '"' && !(isQuoted && isEscaped(text, index))) isQuoted = !isQuoted;
    else if (character === separator && !isQuoted) {
      parts.push(text.slice(index + 1, end).trim());
      end = index;
    }
  }
  parts.push(text.slice(0, end).trim());
  return parts.reverse().filter(Boolean);
}

/** An odd number of backslashes stands before it. */
function isEscaped(text: string, index: number): boolean {
  let start = index;
  while (text[start - 1] === '\\') start--;
  return (index - start) % 2 === 1;
}
