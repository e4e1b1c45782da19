/** The caller of an operation. Roles are fixed; policies.ts lists the rights of each. */
export type Role = 'PUBLIC' | 'SCREEN' | 'OPERATOR' | 'ORGANIZER';

export interface Identity {
  role: Role;
  /** The `sub` of the token. Audit records and idempotency keys are stored with it. */
  subject: string;
  name: string | null;
  /** Slugs. They limit a screen and an operator to these exhibitions; other roles ignore them. */
  exhibitions: readonly string[];
  /** Null without a token. */
  expiresAt: Date | null;
  /** The `jti` of the token, or the hash of a token without one. Null without a token. */
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

/** audienceKeyOf is equal for identities with equal rights: they share each serialized announcement. */
export function audienceKeyOf(identity: Identity): string {
  // Encoded, not joined: an exhibition's claim may hold any character.
  return identity.role === 'PUBLIC'
    ? 'PUBLIC'
    : JSON.stringify([identity.role, ...[...identity.exhibitions].sort()]);
}

/** anonymous returns an identity with the same rights and without personal data, for results that an audience shares. */
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
