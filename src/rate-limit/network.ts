import { isIPv6 } from 'node:net';

/**
 * networkOf returns the unit for which limits count: an IPv4 address, or the /64 network of an IPv6 address, because one
 * caller usually has all addresses of such a network.
 */
export function networkOf(address: string): string {
  // Some proxies add the port.
  const withoutPort = /^\[([^\]]+)\](?::\d+)?$|^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(address);
  if (withoutPort) return networkOf(withoutPort[1] ?? withoutPort[2]!);
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.toLowerCase().split('%', 1)[0]!.split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
}
