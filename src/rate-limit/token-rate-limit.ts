import type { Identity } from '../auth/identity.ts';
import { requestError } from '../graphql/request-errors.ts';
import type { RateLimits } from './rate-limits.ts';

/** The caller, unless his token has sent as many operations as it may. Throws RATE_LIMITED. */
export function enforceTokenRateLimit(limits: Pick<RateLimits, 'admitToken'>, identity: Identity): Identity {
  const waitS = limits.admitToken(identity.tokenId);
  if (waitS === 0) return identity;
  const error = requestError('RATE_LIMITED', `Too many operations with this token: wait ${waitS} s.`);
  Object.assign(error.extensions, { http: { status: 429, headers: { 'retry-after': String(waitS) } } });
  throw error;
}
