/** The caller of an operation. Roles are fixed; policies.ts lists the rights of each. */
export type Role = 'PUBLIC' | 'SCREEN' | 'OPERATOR' | 'ORGANIZER';

/** What a token is limited to: these exhibitions, and all exhibitions of these series. By their slugs. */
export interface Scope {
  exhibitions: readonly string[];
  series: readonly string[];
}

export const emptyScope: Scope = Object.freeze({ exhibitions: [], series: [] });

export interface Identity {
  role: Role;
  /** The `sub` of the token. Audit records and idempotency keys are stored with it. */
  subject: string;
  name: string | null;
  /** Only an organizer can have "all": every exhibition, every series, and what belongs to none. */
  scope: 'all' | Scope;
  /** Null without a token. */
  expiresAt: Date | null;
  /** The `jti` of the token, or the hash of a token without one. Null without a token. */
  tokenId: string | null;
}

export const publicIdentity: Identity = Object.freeze({
  role: 'PUBLIC',
  subject: 'public',
  name: null,
  scope: emptyScope,
  expiresAt: null,
  tokenId: null,
});

/** audienceKeyOf is equal for identities with equal rights: they share each serialized announcement. */
export function audienceKeyOf(identity: Identity): string {
  const { role, scope } = identity;
  if (role === 'PUBLIC') return 'PUBLIC';
  // Encoded, not joined: a claim may hold any character, and an exhibition can have the slug of a series.
  return JSON.stringify(
    scope === 'all' ? [role, scope] : [role, distinct(scope.exhibitions), distinct(scope.series)],
  );
}

function distinct(slugs: readonly string[]): string[] {
  return [...new Set(slugs)].sort();
}

/** anonymous returns an identity with the same rights and without personal data, for results that an audience shares. */
export function anonymous(identity: Identity): Identity {
  return {
    role: identity.role,
    subject: 'audience',
    name: null,
    scope: identity.scope,
    expiresAt: null,
    tokenId: null,
  };
}
