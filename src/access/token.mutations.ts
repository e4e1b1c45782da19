import { builder } from '../graphql/builder.ts';
import { commonErrors } from '../graphql/user-error.schema.ts';
import { revokeToken } from './revoke-token.ts';

builder.relayMutationField(
  'revokeToken',
  {
    name: 'RevokeTokenInput',
    inputFields: (t) => ({
      token: t.string({
        required: true,
        description: 'The token itself, or its id (Viewer.tokenId, `jti`).',
      }),
    }),
  },
  {
    description:
      'Refuses a token from now on, on all servers, and closes what it holds open within seconds. For organizers.',
    errors: { types: commonErrors },
    resolve: (_root, { input }, context) => revokeToken(context, input),
  },
  { name: 'RevokeTokenSuccess', outputFields: (t) => ({ tokenId: t.exposeID('tokenId') }) },
);
