/**
 * The public keys of an OIDC issuer, fetched from its JWKS endpoint.
 *
 * Promises: the keys are refreshed every ten minutes, in the background. If the issuer is unreachable, known keys stay
 * valid for a day. An unknown key id causes a fetch, at most one in thirty seconds. A key that the issuer removes is
 * rejected within ten minutes, or within a day if the issuer is unreachable.
 */
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';

const fetchTimeoutMs = 3_000;
const askAgainMs = 30_000;

export interface KeysLog {
  warn(details: object, message: string): void;
}

export interface IssuerKeysOptions {
  refreshAfterMs?: number;
  keepForMs?: number;
  log?: KeysLog | undefined;
}

export function createIssuerKeys(url: URL, options: IssuerKeysOptions = {}): JWTVerifyGetKey {
  const { refreshAfterMs = 10 * 60_000, keepForMs = 24 * 60 * 60_000, log } = options;
  const keys = createRemoteJWKSet(url, {
    timeoutDuration: fetchTimeoutMs,
    cooldownDuration: askAgainMs,
    cacheMaxAge: keepForMs,
  });
  let askedAt = 0;
  return async (header, token) => {
    // Not awaited: otherwise one request would wait for an issuer that does not answer.
    if (keys.jwks() && Date.now() - askedAt > refreshAfterMs) {
      askedAt = Date.now();
      keys
        .reload()
        .catch((error: unknown) => log?.warn({ err: error }, 'cannot refresh the keys of the issuer'));
    } else if (!keys.jwks()) askedAt = Date.now();
    return keys(header, token);
  };
}
