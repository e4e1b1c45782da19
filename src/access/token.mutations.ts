import { mutationField } from '../mutations/mutation-field.ts';
import { revokeToken } from './revoke-token.ts';

mutationField(revokeToken, {
  description:
    'Revokes a token on all servers, and closes the connections that were opened with it within seconds. Requires an organizer; one of some exhibitions can revoke a token that is given as a whole and is for these exhibitions only.',
  success: 'The token is revoked.',
  fields: (t) => ({ tokenId: t.exposeID('tokenId', { description: 'The id of the token (`jti`).' }) }),
});
