import { Unauthenticated } from '../errors/user-errors.ts';
import { type Identity, publicIdentity } from './identity.ts';
import type { Revocations } from './revocations.ts';
import type { VerifyToken } from './tokens.ts';

const maxTokenCharacters = 8_192;

/**
 * authenticate returns the identity in an Authorization header. Without a header the caller is public. Throws
 * Unauthenticated for an invalid header: it never makes the caller public.
 */
export async function authenticate(
  verify: VerifyToken,
  header: string | null | undefined,
  revocations: Pick<Revocations, 'has'>,
): Promise<Identity> {
  if (header == null || header === '') return publicIdentity;
  const token = /^Bearer +([\w.-]+)$/i.exec(header.trim())?.[1];
  if (!token || token.length > maxTokenCharacters) throw new Unauthenticated('The token is not accepted.');
  const identity = await verify(token);
  if (revocations.has(identity.tokenId)) throw new Unauthenticated('The token was revoked.');
  return identity;
}

/** requireValid throws Unauthenticated if the token has expired or was revoked after the connection was opened. */
export function requireValid(
  { expiresAt, tokenId }: Identity,
  revocations: Pick<Revocations, 'has'>,
  nowMs: number,
): void {
  if (expiresAt && expiresAt.getTime() <= nowMs) throw new Unauthenticated('The token has expired.');
  if (revocations.has(tokenId)) throw new Unauthenticated('The token was revoked.');
}
