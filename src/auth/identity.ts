/** Who is asking. Roles are few and fixed: what each may do stands in policies.ts. */
export type Role = 'PUBLIC' | 'SCREEN' | 'OPERATOR' | 'ORGANIZER';

export interface Identity {
  role: Role;
  /** The token's `sub`: what an audit record and an idempotency key are kept under. */
  subject: string;
  name: string | null;
  /** Slugs; only a screen and an operator are bound to some. */
  exhibitions: readonly string[];
  expiresAt: Date | null;
  /** What it is revoked by: the token's `jti`, or the hash of one without. */
  tokenId: string | null;
}

export const publicIdentity: Identity = Object.freeze({
  role: 'PUBLIC',
  subject: 'public',
  name: null,
  exhibitions: [],
  expiresAt: null,
  tokenId: null,
});

/** Equal keys see the same: an announcement is rendered once for all of them. */
export function audienceOf(identity: Identity): string {
  return identity.role === 'PUBLIC'
    ? 'PUBLIC'
    : `${identity.role}:${[...identity.exhibitions].sort().join()}`;
}

/** The same rights without the person, for work that is shared by an audience. */
export function anonymous(identity: Identity): Identity {
  return {
    role: identity.role,
    subject: 'audience',
    name: null,
    exhibitions: identity.exhibitions,
    expiresAt: null,
    tokenId: null,
  };
}
