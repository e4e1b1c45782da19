/** Bearer tokens: JWTs of an OIDC issuer (JWKS), or JWTs that are signed with a secret of this installation. */
import { createHash, createSecretKey, randomUUID } from 'node:crypto';
import { decodeJwt, errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { AuthConfig } from '../config.ts';
import { Unauthenticated } from '../errors/user-errors.ts';
import { systemScheduler } from '../stream/scheduler.ts';
import type { Identity, Scope } from './identity.ts';
import { createIssuerKeys, type KeysLog } from './issuer-keys.ts';

/** Asymmetric algorithms only: with HS256 among them, an attacker could sign a token with a public key as the secret. */
const issuerAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const;
/** Between the clock of the issuer and that of the database, which all servers go by. */
const clockToleranceS = 5;

/** The latest time that a Date can represent, in seconds since 1970. */
const maxExpiryS = 8_640_000_000_000;
/** Text without control characters: Postgres does not store NUL, and the others make logs unreadable. */
const plainText = (maxCharacters: number) =>
  z
    .string()
    .max(maxCharacters)
    .regex(/^\P{Cc}*$/u);

const slugs = z.array(plainText(80)).max(100);

const claims = z.object({
  sub: plainText(200).min(1),
  role: z.enum(['screen', 'operator', 'organizer']),
  exhibitions: slugs.optional(),
  series: slugs.optional(),
  name: plainText(200).optional(),
  jti: plainText(200).min(1).optional(),
  exp: z.number().positive().max(maxExpiryS),
});

export interface TokenRequest {
  role: 'screen' | 'operator' | 'organizer';
  /** Slugs. An organizer without exhibitions and series has all of them. */
  exhibitions?: readonly string[];
  series?: readonly string[];
  subject?: string;
  name?: string;
  /** A duration in the format of jose, such as 30m, 12h or 7d. */
  expires: string;
}

/** KeysUnavailable says that the keys of the issuer could not be fetched. The token may be valid: try again later. */
export class KeysUnavailable extends Error {
  override name = 'KeysUnavailable';
}

export type VerifyToken = (token: string) => Promise<Identity>;

/** createVerifier returns a function that throws Unauthenticated for any token that is not accepted. */
export function createVerifier(auth: AuthConfig, log?: KeysLog, now = systemScheduler.now): VerifyToken {
  const options = () => ({
    issuer: auth.issuer,
    audience: auth.audience,
    clockTolerance: clockToleranceS,
    currentDate: new Date(now()),
  });
  if (auth.kind === 'jwks') {
    const keys = createIssuerKeys(new URL(auth.url), { log });
    return async (token) => {
      requireCanonical(token);
      const verification = jwtVerify(token, keys, { ...options(), algorithms: [...issuerAlgorithms] });
      return asIdentity(await check(verification), token);
    };
  }
  // New tokens are signed with the first secret. The retired ones only verify older tokens, until these expire.
  const keys = [auth.secret ?? '', ...auth.retiredSecrets].map(secretKey);
  return async (token) => {
    requireCanonical(token);
    const verification = verifyWithAny(keys, (key) =>
      jwtVerify(token, key, { ...options(), algorithms: ['HS256'] }),
    );
    return asIdentity(await check(verification), token);
  };
}

async function verifyWithAny<Key, Result>(
  [key, ...older]: readonly Key[],
  verify: (key: Key) => Promise<Result>,
): Promise<Result> {
  try {
    return await verify(key!);
  } catch (error) {
    if (older.length === 0 || !(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
    return verifyWithAny(older, verify);
  }
}

/**
 * readTokenId returns the id by which a token is revoked, and its expiry. Null if the text is not a JWT with these
 * claims. The signature is not verified.
 */
export function readTokenId(token: string): { tokenId: string; expiresAt: Date } | null {
  try {
    requireCanonical(token);
    const { jti, exp } = claims.pick({ jti: true, exp: true }).parse(decodeJwt(token));
    return { tokenId: tokenIdOf(jti, token), expiresAt: new Date(exp * 1_000) };
  } catch {
    return null;
  }
}

/**
 * isTokenId says whether a text can be the id of a token. A part of a token cannot: to revoke it would change nothing,
 * and its holder would believe that it did.
 */
export function isTokenId(text: string): boolean {
  return claims.shape.jti.unwrap().safeParse(text).success && !/\s/.test(text) && !looksLikeToken(text);
}

/** The header of a JWT is a JSON object, which begins with "ey" in base64url. */
function looksLikeToken(text: string): boolean {
  return /^ey[\w-]{8,}(\.|$)/.test(text) || /^[\w-]{16,}\.[\w-]{16,}\.[\w-]*$/.test(text);
}

/**
 * Hashes header and payload only: several signatures can be valid for them. A prefix keeps the id of one token apart from the
 * `jti` of another.
 */
function tokenIdOf(jti: string | undefined, token: string): string {
  if (jti !== undefined) return jti;
  const signed = token.slice(0, token.lastIndexOf('.'));
  return `sha256:${createHash('sha256').update(signed).digest('base64url')}`;
}

/** Base64url has several spellings of the same bytes. A token has one: a second one would escape its revocation. */
function requireCanonical(token: string): void {
  const parts = token.split('.');
  const isCanonical = (part: string) => Buffer.from(part, 'base64url').toString('base64url') === part;
  if (parts.length !== 3 || !parts.every(isCanonical))
    throw new Unauthenticated('The token is not accepted.');
}

export function issueToken(secret: string, auth: AuthConfig, request: TokenRequest): Promise<string> {
  const { role, exhibitions = [], series = [], subject, name, expires } = request;
  return new SignJWT({
    role,
    ...(exhibitions.length > 0 && { exhibitions: [...exhibitions] }),
    ...(series.length > 0 && { series: [...series] }),
    ...(name && { name }),
  })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject ?? `${role}-${randomUUID().slice(0, 8)}`)
    .setIssuer(auth.issuer)
    .setAudience(auth.audience)
    .setIssuedAt()
    .setExpirationTime(expires)
    .setJti(randomUUID())
    .sign(secretKey(secret));
}

/** Hashed: HS256 requires a key of 256 bits, whatever the length of the secret. */
function secretKey(secret: string) {
  return createSecretKey(createHash('sha256').update(secret).digest());
}

async function check(verification: Promise<{ payload: JWTPayload }>): Promise<JWTPayload> {
  try {
    return (await verification).payload;
  } catch (error) {
    if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) {
      throw new KeysUnavailable('cannot fetch the keys of the token issuer', { cause: error });
    }
    throw new Unauthenticated(
      error instanceof errors.JWTExpired ? 'The token has expired.' : 'The token is not accepted.',
    );
  }
}

function asIdentity(payload: JWTPayload, token: string): Identity {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) throw new Unauthenticated('The token is not accepted.');
  const { sub, role, name, jti, exp } = parsed.data;
  return {
    role: role.toUpperCase() as Identity['role'],
    subject: sub,
    name: name ?? null,
    scope: scopeOf(parsed.data),
    expiresAt: new Date(exp * 1000),
    tokenId: tokenIdOf(jti, token),
  };
}

/** A claim that is there limits an organizer, also if it is empty: an issuer that removes the last exhibition gives no more. */
function scopeOf({ role, exhibitions, series }: z.output<typeof claims>): 'all' | Scope {
  if (role === 'organizer' && !exhibitions && !series) return 'all';
  return { exhibitions: exhibitions ?? [], series: series ?? [] };
}
