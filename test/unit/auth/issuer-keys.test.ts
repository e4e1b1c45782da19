/** The keys of an issuer that is away, that takes a key back, that never was there. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, type FlattenedJWSInput, generateKeyPair, type JWK } from 'jose';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
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

describe('by default', () => {
  const minuteMs = 60_000;

  /** An issuer that is asked by `fetch`, and the clock. */
  function open() {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2030-01-01T00:00:00Z') });
    const fetch = vi.fn(async () => Response.json({ keys: [jwk] }));
    vi.stubGlobal('fetch', fetch);
    onTestFinished(() => {
      vi.useRealTimers();
      vi.unstubAllGlobals();
    });
    const keyOf = createIssuerKeys(new URL('https://issuer.example/jwks'));
    return {
      fetch,
      async askAfter(ms: number): Promise<number> {
        vi.setSystemTime(Date.now() + ms);
        await keyOf(header, token);
        await new Promise((resolve) => setImmediate(resolve));
        return fetch.mock.calls.length;
      },
    };
  }

  it('keys are refreshed ten minutes after they were fetched, and ten minutes after that, however often they are needed', async () => {
    const { askAfter } = open();
    expect(await askAfter(0)).toBe(1);
    expect(await askAfter(1)).toBe(1);
    expect(await askAfter(10 * minuteMs - 1)).toBe(1);
    expect(await askAfter(1)).toBe(2);
    expect(await askAfter(0)).toBe(2);
    expect(await askAfter(10 * minuteMs)).toBe(2);
    expect(await askAfter(1)).toBe(3);
  });

  it('keys that cannot be refreshed are valid for a day, and not longer', async () => {
    const { fetch, askAfter } = open();
    await askAfter(0);
    fetch.mockRejectedValue(new Error('away'));
    await askAfter(24 * 60 * minuteMs - 1);
    await expect(askAfter(1)).rejects.toThrow('away');
  });
});
