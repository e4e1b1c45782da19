/** npm run revoke -- <token or its id>: a token that was lost is refused from now on, by all servers. */
import { parseArgs } from 'node:util';
import { readLocalSecret } from '../auth/local-secret.ts';
import { issueToken } from '../auth/tokens.ts';
import { type Config, readConfig } from '../config.ts';

const usage = `usage: npm run revoke -- <token or its id>
  [--url http://127.0.0.1:4000]   a server of the installation
  [--as <token>]                  an organizer's token; by default one is made with the secret of this machine`;

const document =
  'mutation($input: RevokeTokenInput!) { revokeToken(input: $input) { ... on RevokeTokenSuccess { tokenId } ... on UserError { message } } }';

async function organizerToken({ auth, dataDir }: Config): Promise<string> {
  if (auth.kind === 'jwks')
    throw new Error('--as is missing: organizers are known to the issuer of AUTH_JWKS_URL');
  const secret = auth.secret ?? readLocalSecret(dataDir);
  return issueToken(secret, auth, {
    role: 'organizer',
    exhibitions: [],
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
  if (!tokenId) throw new Error(message ?? 'the server gave no answer');
  return tokenId;
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { url: { type: 'string' }, as: { type: 'string' } },
  });
  const [token] = positionals;
  if (!token) throw new Error('which token?');
  const config = readConfig(process.env);
  const url = values.url ?? `http://127.0.0.1:${config.port}`;
  console.log(`revoked: ${await revoke(token, url, values.as ?? (await organizerToken(config)))}`);
} catch (error) {
  console.error(`${(error as Error).message}\n\n${usage}`);
  process.exit(2);
}
