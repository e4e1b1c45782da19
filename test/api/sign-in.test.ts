/** /sign-in, which the desk uses: where to sign in, and the exchange of a code for a token. */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { query } from '../support/http-client.ts';
import { client, useOidcIssuer } from '../support/oidc-issuer.ts';
import { usePavilion } from '../support/pavilion.ts';

const verifier = 'a-verifier-of-at-least-forty-three-characters';

async function useSignIn() {
  const issuer = await useOidcIssuer();
  const pavilion = await usePavilion({ template: 'empty', environment: issuer.environment });
  const redirectUri = `${pavilion.url}/desk/sign.in`;
  return {
    ...pavilion,
    issuer,
    redirectUri,
    /** As the browser does at the issuer. */
    async agree(): Promise<string> {
      const url = new URL(`${issuer.url}/authorize`);
      const parameters = {
        response_type: 'code',
        client_id: client.id,
        state: 'state',
        redirect_uri: redirectUri,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      };
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      return /code=([\w-]+)/.exec(await (await fetch(url)).text())![1]!;
    },
    async redeem(body: object | string, headers: Record<string, string> = {}) {
      const response = await fetch(`${pavilion.url}/sign-in`, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers,
      });
      const { token, errors } = (await response.json()) as {
        token?: string;
        errors?: { extensions: { code: string } }[];
      };
      return { status: response.status, token, code: errors?.[0]?.extensions.code };
    },
  };
}

it('says where to sign in, and exchanges a code for a token that the API accepts, once', async () => {
  const { url, issuer, redirectUri, agree, redeem } = await useSignIn();
  expect(await (await fetch(`${url}/sign-in`)).json()).toEqual({
    issuer: { authorizationEndpoint: `${issuer.url}/authorize`, clientId: client.id, scope: 'openid' },
  });
  const code = await agree();
  const { token } = await redeem({ code, verifier, redirectUri });
  const { viewer } = await query(url, '{ viewer { role } }', {}, { token });
  expect(viewer.role).toBe('OPERATOR');
  expect(await redeem({ code, verifier, redirectUri })).toMatchObject({
    status: 401,
    code: 'UNAUTHENTICATED',
  });
});

it('refuses a code with another verifier or address, and a token without a role', async () => {
  const { issuer, redirectUri, agree, redeem } = await useSignIn();
  const refused = { status: 401, code: 'UNAUTHENTICATED', token: undefined };
  expect(await redeem({ code: await agree(), verifier: 'another', redirectUri })).toEqual(refused);
  expect(await redeem({ code: await agree(), verifier, redirectUri: `${redirectUri}/x` })).toEqual(refused);
  delete issuer.claims.role;
  expect(await redeem({ code: await agree(), verifier, redirectUri })).toEqual(refused);
});

it('answers pages of this site only, and small bodies that fit', async () => {
  const { url, redirectUri, agree, redeem } = await useSignIn();
  const code = await agree();
  const foreign = await redeem({ code, verifier, redirectUri }, { origin: 'https://evil.example' });
  expect(foreign).toMatchObject({ status: 403, token: undefined });
  for (const body of ['{', '[]', { code, verifier }, { code: 5, verifier, redirectUri }])
    expect(await redeem(body)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  expect((await redeem({ code: 'x'.repeat(9_000), verifier, redirectUri })).status).toBe(413);
  expect((await fetch(`${url}/sign-in`, { method: 'DELETE' })).status).toBe(405);
  // None of these has used the code.
  expect((await redeem({ code, verifier, redirectUri }, { origin: url })).status).toBe(200);
});

it('reports an issuer that does not answer as unavailable, and asks again next time', async () => {
  const { url, issuer } = await useSignIn();
  issuer.setAnswering(false);
  expect((await fetch(`${url}/sign-in`)).status).toBe(503);
  issuer.setAnswering(true);
  expect((await fetch(`${url}/sign-in`)).status).toBe(200);
});

it('says that there is no issuer where none is configured', async () => {
  const { url } = await usePavilion({ template: 'empty' });
  expect(await (await fetch(`${url}/sign-in`)).json()).toEqual({ issuer: null });
  expect((await fetch(`${url}/sign-in`, { method: 'POST', body: '{}' })).status).toBe(400);
});
