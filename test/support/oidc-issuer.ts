/** A small OIDC issuer: metadata, keys, a page to sign in, and the code flow with PKCE (S256) for one client. */
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { onTestFinished } from 'vitest';

export const client = { id: 'desk', secret: 'a secret, with: signs%' };
export const audience = 'pavilion';

export interface OidcIssuer {
  url: string;
  /** The settings of a server that trusts it. */
  environment: Record<string, string>;
  /** What its tokens say. */
  claims: Record<string, unknown>;
  /** Redirect URIs that it was asked for. */
  redirects: string[];
  setAnswering(isAnswering: boolean): void;
}

export async function useOidcIssuer(): Promise<OidcIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  /** By code: what the token request must fit. A code is used once. */
  const codes = new Map<string, { challenge: string; redirectUri: string }>();
  const claims: OidcIssuer['claims'] = { role: 'operator' };
  const redirects: string[] = [];
  let isAnswering = true;
  let url = '';

  const answer = (response: ServerResponse, body: object, status = 200) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

  const sign = (extra: object, aud: string) =>
    new SignJWT({ ...extra })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setSubject('anna')
      .setIssuer(url)
      .setAudience(aud)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey);

  async function redeem(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await text(request));
    const [id, secret] = Buffer.from(request.headers.authorization?.split(' ')[1] ?? '', 'base64')
      .toString()
      .split(':')
      .map((each) => new URLSearchParams(`value=${each}`).get('value'));
    if (id !== client.id || secret !== client.secret)
      return answer(response, { error: 'invalid_client' }, 401);
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const hash = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const fits = code?.challenge === hash && code.redirectUri === form.get('redirect_uri');
    if (!fits) return answer(response, { error: 'invalid_grant' }, 400);
    answer(response, {
      token_type: 'Bearer',
      // An access token need not be a JWT.
      access_token: 'opaque',
      id_token: await sign(claims, audience),
    });
  }

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, url);
    if (!isAnswering) return void response.destroy();
    if (pathname === '/.well-known/openid-configuration') {
      const endpoints = { authorization_endpoint: `${url}/authorize`, token_endpoint: `${url}/token` };
      return answer(response, { issuer: url, ...endpoints, jwks_uri: `${url}/jwks` });
    }
    if (pathname === '/jwks') return answer(response, { keys: [jwk] });
    if (pathname === '/token') return void redeem(request, response);
    if (pathname !== '/authorize') return void response.writeHead(404).end();
    const redirectUri = searchParams.get('redirect_uri')!;
    redirects.push(redirectUri);
    const isRight =
      searchParams.get('response_type') === 'code' &&
      searchParams.get('client_id') === client.id &&
      searchParams.get('code_challenge_method') === 'S256';
    if (!isRight) return answer(response, { error: 'invalid_request' }, 400);
    const code = randomUUID();
    codes.set(code, { challenge: searchParams.get('code_challenge')!, redirectUri });
    const state = encodeURIComponent(searchParams.get('state')!);
    response.writeHead(200, { 'content-type': 'text/html' }).end(
      `<a id="agree" href="${redirectUri}?code=${code}&state=${state}">Sign in as Anna</a>
       <a id="refuse" href="${redirectUri}?error=access_denied&state=${state}">Cancel</a>`,
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url,
    environment: {
      AUTH_SECRET: '',
      AUTH_JWKS_URL: `${url}/jwks`,
      AUTH_ISSUER: url,
      AUTH_AUDIENCE: audience,
      AUTH_CLIENT_ID: client.id,
      AUTH_CLIENT_SECRET: client.secret,
    },
    claims,
    redirects,
    setAnswering(next) {
      isAnswering = next;
    },
  };
}
