import type { IncomingMessage, ServerResponse } from 'node:http';

const yearS = 31_536_000;

/** setSecureHeaders sets the security headers of every response. Pages set stricter ones. */
export function setSecureHeaders(
  { headers }: IncomingMessage,
  response: ServerResponse,
  trustProxy: boolean,
): void {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('content-security-policy', "frame-ancestors 'self'; object-src 'none'; base-uri 'none'");
  // Only the proxy knows whether TLS was used. Browsers ignore the header over plain HTTP.
  if (trustProxy && headers['x-forwarded-proto'] === 'https')
    response.setHeader('strict-transport-security', `max-age=${yearS}`);
}
