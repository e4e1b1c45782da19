import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { send } from '../support/http-client.ts';
import { openPavilion, testSecret } from '../support/pavilion.ts';

let issuer: Server;
let pavilion: Awaited<ReturnType<typeof openPavilion>>;
let answering = true;
let fetches = 0;
const keys = await generateKeyPair('RS256');
const otherKeys = await generateKeyPair('RS256');

beforeAll(async () => {
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  issuer = createServer((_request, response) => {
    fetches++;
    if (!answering) return void response.destroy();
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
  }).listen(0, '127.0.0.1');
  await once(issuer, 'listening');
  pavilion = await openPavilion({
    template: 'empty',
    environment: {
      AUTH_SECRET: '',
      AUTH_JWKS_URL: `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/jwks`,
      AUTH_ISSUER: 'https://id.example',
      AUTH_AUDIENCE: 'pavilion',
    },
  });
});
afterAll(async () => {
  await pavilion[Symbol.asyncDispose]();
  issuer.close();
});

interface Claims {
  iss?: string;
  aud?: string;
  role?: string;
  kid?: string;
  exp?: string;
}

const sign = (
  { iss = 'https://id.example', aud = 'pavilion', role = 'operator', kid = 'one', exp = '1h' }: Claims,
  key = keys.privateKey,
) =>
  new SignJWT({ role, exhibitions: ['fair'] })
    .setProtectedHeader({ alg: 'RS256', kid })
    .setSubject('somebody')
    .setIssuer(iss)
    .setAudience(aud)
    .setExpirationTime(exp)
    .sign(key);
const ask = (token: string) => send(pavilion.url, '{ viewer { role exhibitions } }', {}, { token });

it('accepts tokens of an OIDC issuer, whose published keys it fetches once', async () => {
  const token = await sign({});
  const answers = await Promise.all(Array.from({ length: 10 }, () => ask(token)));
  for (const { data } of answers) expect(data.viewer).toEqual({ role: 'OPERATOR', exhibitions: ['fair'] });
  expect(fetches).toBe(1);
});

it.each<[string, () => Promise<string>]>([
  ['of another issuer', () => sign({ iss: 'https://evil.example' })],
  ['for another audience', () => sign({ aud: 'something-else' })],
  ['with a role that is none', () => sign({ role: 'god' })],
  ['signed with another key of the same name', () => sign({}, otherKeys.privateKey)],
  ['that has ended', () => sign({ exp: '-1h' })],
  [
    'signed with the public key as if it were a secret',
    async () =>
      new SignJWT({ role: 'organizer' })
        .setProtectedHeader({ alg: 'HS256', kid: 'one' })
        .setSubject('x')
        .setIssuer('https://id.example')
        .setAudience('pavilion')
        .setExpirationTime('1h')
        .sign(new TextEncoder().encode(JSON.stringify(await exportJWK(keys.publicKey)))),
  ],
  [
    'of a secret of one’s own',
    async () =>
      new SignJWT({ role: 'organizer' })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject('x')
        .setIssuer('https://id.example')
        .setAudience('pavilion')
        .setExpirationTime('1h')
        .sign(new TextEncoder().encode(testSecret)),
  ],
])('rejects a token %s', async (_what, make) => {
  const { status, errors } = await ask(await make());
  expect(status).toBe(401);
  expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
});

it('limits how often an unknown key id makes it fetch the keys again', async () => {
  const before = fetches;
  for (let count = 0; count < 50; count++)
    expect((await ask(await sign({ kid: `unknown-${count}` }))).status).toBe(401);
  expect(fetches - before).toBeLessThanOrEqual(1);
});

it('continues with the fetched keys while the issuer is unavailable', async () => {
  answering = false;
  expect((await ask(await sign({}))).data.viewer.role).toBe('OPERATOR');
  answering = true;
});
