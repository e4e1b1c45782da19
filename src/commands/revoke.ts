import { readLocalSecret } from '../auth/local-secret.ts';
import { issueToken } from '../auth/tokens.ts';
import type { Config } from '../config.ts';
import { runCommand, UsageError, urlOption } from './command.ts';
import { readEnvironment } from './environment.ts';

const document =
  'mutation($input: RevokeTokenInput!) { revokeToken(input: $input) { ... on RevokeTokenSuccess { tokenId } ... on UserError { message } } }';

async function organizerToken({ auth, dataDir }: Config): Promise<string> {
  if (auth.kind === 'jwks')
    throw new UsageError('--as is missing: only the issuer of AUTH_JWKS_URL can issue an organizer token.');
  const secret = auth.secret ?? readLocalSecret(dataDir);
  return issueToken(secret, auth, {
    role: 'organizer',
    subject: 'npm run revoke',
    expires: '1m',
  });
}

async function revoke(token: string, url: string, as: string): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${as}` },
    body: JSON.stringify({ query: document, variables: { input: { token } } }),
  });
  const { data, errors } = (await response.json()) as {
    data?: { revokeToken: { tokenId?: string; message?: string } };
    errors?: { message: string }[];
  };
  const { tokenId, message } = data?.revokeToken ?? { message: errors?.[0]?.message };
  if (!tokenId) throw new Error(message ?? `${url} is not a Pavilion server. Check --url.`);
  return tokenId;
}

await runCommand(
  {
    name: 'npm run revoke',
    summary: 'Revokes a token on all servers, by the token itself or by its id.',
    positionals: '<token or id>',
    options: {
      url: {
        type: 'string',
        value: '<url>',
        description: 'URL of a server of the installation. Default: PORT on this machine.',
      },
      as: {
        type: 'string',
        value: '<token>',
        description: "An organizer's token. Default: one signed with the local secret.",
      },
    },
  },
  async ({ url, as }, [token]) => {
    if (!token) throw new UsageError('The token to revoke is missing.');
    const config = readEnvironment();
    const server = urlOption('url', url ?? `http://127.0.0.1:${config.port}`);
    console.log(`revoked: ${await revoke(token, server, as ?? (await organizerToken(config)))}`);
  },
);
