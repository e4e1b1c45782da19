/** The keys of an issuer that is away, that takes a key back, that never was there. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, type FlattenedJWSInput, generateKeyPair, type JWK } from 'jose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createIssuerKeys } from '../../../src/auth/issuer-keys.ts';

const { publicKey } = await generateKeyPair('ES256');
const jwk: JWK = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };

let issuer: Server;
let address: URL;
let answer: 'keys' | 'no keys' | 'nothing';
let asked: () => void;

beforeEach(async () => {
  answer = 'keys';
  asked = () => {};
  issuer = createServer((_request, response) => {
    asked();
    if (answer === 'nothing') response.destroy();
    else response.end(JSON.stringify({ keys: answer === 'keys' ? [jwk] : [] }));
  }).listen(0, '127.0.0.1');
  await once(issuer, 'listening');
  address = new URL(`http://127.0.0.1:${(issuer.address() as AddressInfo).port}/jwks`);
});
afterEach(() => {
  issuer.closeAllConnections();
  issuer.close();
});

const header = { alg: 'ES256', kid: 'one' };
const token: FlattenedJWSInput = { payload: '', signature: '' };
const nextQuestion = () => new Promise<void>((resolve) => (asked = resolve));

it('continues with the fetched keys while the issuer is unavailable, and logs a warning', async () => {
  const warned = Promise.withResolvers<string>();
  const log = { warn: (_details: object, message: string) => warned.resolve(message) };
  const keyOf = createIssuerKeys(address, { refreshAfterMs: -1, log });
  const known = await keyOf(header, token);
  answer = 'nothing';
  expect(await keyOf(header, token)).toBe(known);
  expect(await warned.promise).toContain('cannot refresh the keys');
  expect(await keyOf(header, token)).toBe(known);
});

it('fetches the keys again in the background, and drops a key that the issuer has withdrawn', async () => {
  const keyOf = createIssuerKeys(address, { refreshAfterMs: -1 });
  await keyOf(header, token);
  answer = 'no keys';
  const question = nextQuestion();
  await keyOf(header, token);
  await question;
  const ask = async () => void (await keyOf(header, token));
  await expect.poll(() => ask().catch((error: Error) => error.name)).toBe('JWKSNoMatchingKey');
});

it('stops trusting keys that it could not refresh for too long', async () => {
  const keyOf = createIssuerKeys(address, { refreshAfterMs: 60_000, keepForMs: 0 });
  await keyOf(header, token);
  answer = 'nothing';
  await expect(keyOf(header, token)).rejects.toThrow();
});
