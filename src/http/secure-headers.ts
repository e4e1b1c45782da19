import type { IncomingMessage, ServerResponse } from 'node:http';

const yearS = 31_536_000;

/** On every answer. A page that needs more says so itself. */
export function setSecurityHeaders(
  { headers }: IncomingMessage,
  response: ServerResponse,
  trustProxy: boolean,
): void {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('content-security-policy', "frame-ancestors 'self'; object-src 'none'; base-uri 'none'");
  // TLS ends at the proxy, which alone knows whether there was any. Over plain HTTP browsers ignore it.
  if (trustProxy && headers['x-forwarded-proto'] === 'https')
    response.setHeader('strict-transport-security', `max-age=${yearS}`);
}
