import type { Identity } from '../auth/identity.ts';
import { CodedError } from '../errors/coded-error.ts';
import type { RateLimits } from './rate-limits.ts';

/** The caller, unless his token has sent as many operations as it may. Throws RATE_LIMITED. */
export function enforceTokenRateLimit(limits: Pick<RateLimits, 'admitToken'>, identity: Identity): Identity {
  const waitS = limits.admitToken(identity.tokenId);
  if (waitS === 0) return identity;
  const message = `This token exceeds its operations per minute. Wait ${waitS} s.`;
  throw new CodedError('RATE_LIMITED', message, { headers: { 'retry-after': String(waitS) } });
}
