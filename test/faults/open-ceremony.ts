/** An exhibition whose ceremony is open, with tokens of its operator and organizer. */
import { issueToken } from '../../src/auth/tokens.ts';
import type { AuthConfig } from '../../src/config.ts';
import { type BuiltExhibition, buildExhibition, make, newKey } from '../support/build-exhibition.ts';

export const secret = 'a secret of at least thirty-two characters';
/** The load of a whole hall comes from one address here. */
export const unlimited = { OPERATIONS_PER_MINUTE: '100000000', SOCKETS_PER_ADDRESS: '100000' };

const auth: AuthConfig = {
  kind: 'secret',
  secret,
  issuer: 'pavilion',
  audience: 'pavilion',
  retiredSecrets: [],
};

export interface OpenCeremony {
  exhibition: BuiltExhibition;
  operatorToken: string;
  organizerToken: string;
}

export async function openCeremony(url: string, deals: number): Promise<OpenCeremony> {
  const issue = (role: 'operator' | 'organizer', exhibitions: string[]) =>
    issueToken(secret, auth, { role, exhibitions, subject: `fault-${role}`, expires: '1d' });
  const organizerToken = await issue('organizer', []);
  const exhibition = await buildExhibition(url, organizerToken, { deals });
  const operatorToken = await issue('operator', [exhibition.slug]);
  const opening = { ceremony: exhibition.ceremony, idempotencyKey: newKey() };
  await make(url, 'openCeremony', opening, 'announcement { id }', { token: operatorToken });
  return { exhibition, operatorToken, organizerToken };
}
