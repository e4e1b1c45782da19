import { isIP, isIPv6 } from 'node:net';

/** The prefix that translates IPv4 addresses for networks without them: RFC 6052. */
const nat64 = '64:ff9b:0:0:0:0';
const groups = 8;
const groupsOfNetwork = 4;

/** ipOf returns the IP address in an entry that a proxy has written, without its port. Null if it contains none. */
export function ipOf(entry: string): string | null {
  const bare =
    /^"?\[([^\]]+)\](?::\w+)?"?$/.exec(entry)?.[1] ?? /^"?([\d.]+)(?::\w+)?"?$/.exec(entry)?.[1] ?? entry;
  const address = bare.split('%', 1)[0]!;
  if (isIP(address) === 0) return null;
  return isIPv6(address) ? (ipv4In(expanded(address)) ?? address) : address;
}

/**
 * networkOf returns the unit for which limits count: an IPv4 address, or the /64 network of an IPv6 address, because one
 * caller usually has all addresses of such a network. Each IPv4 address within IPv6 is a unit of its own.
 */
export function networkOf(address: string): string {
  const ip = ipOf(address);
  if (ip === null || !isIPv6(ip)) return ip ?? address;
  return `${expanded(ip).slice(0, groupsOfNetwork).join(':')}::/64`;
}

/** The eight groups, without leading zeros. */
function expanded(address: string): string[] {
  const [head = '', tail] = withoutDots(address.toLowerCase()).split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  const zeros = Array.from({ length: Math.max(0, groups - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after].map((group) => group.replace(/^0+(?=.)/, ''));
}

/** The last two groups can be written as an IPv4 address. */
function withoutDots(address: string): string {
  return address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_all, ...bytes: string[]) => {
    const [a, b, c, d] = bytes.slice(0, 4).map(Number) as [number, number, number, number];
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
}

/** The IPv4 address that is mapped into an IPv6 address, or translated. */
function ipv4In(address: readonly string[]): string | null {
  const prefix = address.slice(0, 6).join(':');
  if (prefix !== '0:0:0:0:0:ffff' && prefix !== nat64) return null;
  return address
    .slice(6)
    .map((group) => Number.parseInt(group, 16))
    .flatMap((number) => [number >> 8, number & 0xff])
    .join('.');
}
