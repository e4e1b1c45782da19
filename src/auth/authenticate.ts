import { Unauthenticated } from '../errors/user-errors.ts';
import { type Identity, publicIdentity } from './identity.ts';
import type { Revocations } from './revocations.ts';
import type { VerifyToken } from './tokens.ts';

const maxTokenCharacters = 8_192;

/** Who sends this Authorization header. No header is the public; a bad one is refused, never taken for the public. */
export async function authenticate(
  verify: VerifyToken,
  header: string | null | undefined,
  revocations: Pick<Revocations, 'has'>,
): Promise<Identity> {
  if (header == null || header === '') return publicIdentity;
  const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(header.trim())?.[1];
  if (!token || token.length > maxTokenCharacters) throw new Unauthenticated('The token is not accepted.');
  const identity = await verify(token);
  if (revocations.has(identity.tokenId)) throw new Unauthenticated('The token was revoked.');
  return identity;
}

/** For an identity that is kept: throws Unauthenticated if its token has expired or was revoked since. */
export function requireValid(
  { expiresAt, tokenId }: Identity,
  revocations: Pick<Revocations, 'has'>,
  nowMs: number,
): void {
  if (expiresAt && expiresAt.getTime() <= nowMs) throw new Unauthenticated('The token has expired.');
  if (revocations.has(tokenId)) throw new Unauthenticated('The token was revoked.');
}
