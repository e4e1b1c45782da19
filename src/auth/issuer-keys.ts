/**
 * The keys of an OIDC issuer, fetched from its JWKS.
 *
 * Promises: they are fetched once and again every ten minutes, while what is known goes on being used; an issuer that
 * is away is noticed by nobody whose key is known, for a day. A key id that is not known makes us ask at most every
 * thirty seconds. A key that the issuer takes away is refused ten minutes later, or a day later if it is away itself.
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
    // Not waited for: whoever happens to come first would pay for an issuer that does not answer.
    if (keys.jwks() && Date.now() - askedAt > refreshAfterMs) {
      askedAt = Date.now();
      keys
        .reload()
        .catch((error: unknown) =>
          log?.warn({ err: error }, 'the keys of the issuer could not be refreshed'),
        );
    } else if (!keys.jwks()) askedAt = Date.now();
    return keys(header, token);
  };
}
