const yearS = 31_536_000;

/** The security headers of every response. Pages set stricter ones. */
export function secureHeaders(usesTls: boolean): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "frame-ancestors 'self'; object-src 'none'; base-uri 'none'",
    // Only the proxy knows whether TLS was used. Browsers ignore the header over plain HTTP.
    ...(usesTls && { 'strict-transport-security': `max-age=${yearS}` }),
  };
}
