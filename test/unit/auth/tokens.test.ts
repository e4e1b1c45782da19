import { createHash, createSecretKey } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createVerifier, issueToken, KeysUnavailable, readTokenId } from '../../../src/auth/tokens.ts';
import type { AuthConfig } from '../../../src/config.ts';

const secret = 'the secret that signs, of thirty-two characters';
const retired = 'the secret before it, also thirty-two characters';
const auth: AuthConfig = {
  kind: 'secret',
  secret,
  retiredSecrets: [retired],
  issuer: 'pavilion',
  audience: 'pavilion',
};
const verify = createVerifier(auth, undefined, () => nowMs);
const nowMs = Date.now();
const nowS = () => Math.floor(nowMs / 1_000);

/** A token that the server itself would not issue. */
function sign(claims: JWTPayload, { key = secret, alg = 'HS256' } = {}): Promise<string> {
  const payload = { sub: 'someone', role: 'operator', exhibitions: ['a'], iss: 'pavilion', aud: 'pavilion' };
  return new SignJWT({ ...payload, exp: nowS() + 60, ...claims })
    .setProtectedHeader({ alg })
    .sign(createSecretKey(createHash('sha256').update(key).digest()));
}

describe('the claims of an organizer', () => {
  const scopeOf = async (claims: JWTPayload) =>
    (await verify(await sign({ role: 'organizer', exhibitions: undefined, ...claims }))).scope;

  it('give all exhibitions only where they name neither exhibitions nor series', async () => {
    expect(await scopeOf({})).toBe('all');
  });

  it.each([
    [{ exhibitions: [] }, { exhibitions: [], series: [] }],
    [{ series: [] }, { exhibitions: [], series: [] }],
    [
      { exhibitions: [], series: [] },
      { exhibitions: [], series: [] },
    ],
    [
      { exhibitions: ['a'], series: ['b'] },
      { exhibitions: ['a'], series: ['b'] },
    ],
  ])('limit it to what %j names, also if that is nothing', async (given, scope) => {
    expect(await scopeOf(given)).toEqual(scope);
  });

  it.each([{ exhibitions: null }, { series: 'a' }, { series: [1] }, { exhibitions: ['a'.repeat(81)] }])(
    'are refused where %j is no list of slugs',
    async (given) => {
      await expect(scopeOf(given)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    },
  );
});

describe('a token that the server issues', () => {
  it('contains the role, the exhibitions, the series and the name of its holder', async () => {
    const token = await issueToken(secret, auth, {
      role: 'operator',
      exhibitions: ['a', 'b'],
      series: ['c'],
      name: 'Li',
      subject: 'li',
      expires: '1h',
    });
    expect(await verify(token)).toEqual({
      role: 'OPERATOR',
      subject: 'li',
      name: 'Li',
      scope: { exhibitions: ['a', 'b'], series: ['c'] },
      expiresAt: expect.any(Date),
      tokenId: expect.any(String),
    });
  });

  it("is for all exhibitions if it is an organizer's without any, and for those that it names otherwise", async () => {
    const scopeOf = async (request: object) =>
      (await verify(await issueToken(secret, auth, { role: 'organizer', expires: '1h', ...request }))).scope;
    expect(await scopeOf({})).toBe('all');
    expect(await scopeOf({ exhibitions: [], series: [] })).toBe('all');
    expect(await scopeOf({ exhibitions: ['a'] })).toEqual({ exhibitions: ['a'], series: [] });
    expect(await scopeOf({ series: ['a'] })).toEqual({ exhibitions: [], series: ['a'] });
  });

  it('expires after the requested time', async () => {
    const token = await issueToken(secret, auth, { role: 'organizer', exhibitions: [], expires: '1h' });
    const { expiresAt, subject, name } = await verify(token);
    expect(Math.abs(expiresAt!.getTime() - Date.now() - 3_600_000)).toBeLessThan(2_000);
    expect(subject).toMatch(/^organizer-[0-9a-f]{8}$/);
    expect(name).toBeNull();
  });

  it('has an id of its own, by which it is revoked', async () => {
    const request = { role: 'screen' as const, exhibitions: ['a'], expires: '1h' };
    const [first, second] = await Promise.all([1, 2].map(() => issueToken(secret, auth, request)));
    const { tokenId, expiresAt } = await verify(first!);
    expect(readTokenId(first!)).toEqual({ tokenId, expiresAt });
    expect(readTokenId(second!)!.tokenId).not.toBe(tokenId);
  });
});

describe('a token', () => {
  it.each([
    ['that has ended', { exp: nowS() - 6 }, 'The token has expired.'],
    ['that is not valid yet', { nbf: nowS() + 60 }, 'The token is not accepted.'],
    ['without an end', { exp: undefined }, 'The token is not accepted.'],
    ['that ends after the last date', { exp: 8_640_000_000_001 }, 'The token is not accepted.'],
    ['of another issuer', { iss: 'elsewhere' }, 'The token is not accepted.'],
    ['for another audience', { aud: 'elsewhere' }, 'The token is not accepted.'],
    ['of an unknown role', { role: 'root' }, 'The token is not accepted.'],
    ['that calls itself public', { role: 'public' }, 'The token is not accepted.'],
    ['in capitals', { role: 'OPERATOR' }, 'The token is not accepted.'],
    ['without a subject', { sub: '' }, 'The token is not accepted.'],
    ['with a name that breaks lines', { name: 'a\nb' }, 'The token is not accepted.'],
    ['with a NUL in its subject', { sub: 'a\u0000' }, 'The token is not accepted.'],
    ['with one exhibition as text', { exhibitions: 'a' }, 'The token is not accepted.'],
    ['with too many exhibitions', { exhibitions: Array(101).fill('a') }, 'The token is not accepted.'],
  ])('%s is rejected', async (_, claims, message) => {
    await expect(verify(await sign(claims as JWTPayload))).rejects.toThrow(message);
  });

  it.each([
    ['ended four seconds ago: clocks differ', { exp: nowS() - 3 }],
    ['is valid from now on', { nbf: nowS() }],
    ['ends at the last date', { exp: 8_640_000_000_000 }],
    ['has a hundred exhibitions', { exhibitions: Array(100).fill('a') }],
  ])('that %s is accepted', async (_, claims) => {
    expect((await verify(await sign(claims))).role).toBe('OPERATOR');
  });

  it('that was signed with a retired secret is accepted, and with an unknown one rejected', async () => {
    expect((await verify(await sign({}, { key: retired }))).subject).toBe('someone');
    await expect(verify(await sign({}, { key: `${secret}!` }))).rejects.toThrow('not accepted');
  });

  it('that was signed with a retired secret expires like any other', async () => {
    await expect(verify(await sign({ exp: nowS() - 60 }, { key: retired }))).rejects.toThrow('has expired');
  });

  it.each(['HS384', 'HS512'])('that is signed with %s is rejected', async (alg) => {
    const key = 'x'.repeat(64);
    const payload = new SignJWT({ sub: 'a', role: 'organizer', exp: nowS() + 60 }).setProtectedHeader({
      alg,
    });
    const token = await payload.sign(Buffer.from(key));
    await expect(verify(token)).rejects.toThrow('not accepted');
  });

  it('without a signature is rejected', async () => {
    const [header, payload] = (await sign({})).split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    for (const token of [
      `${header}.${payload}.`,
      `${none}.${payload}.`,
      `${none}.${payload}.x`,
      'nonsense',
      '',
    ])
      await expect(verify(token)).rejects.toThrow('not accepted');
  });

  it('without an id is revoked by its hash', async () => {
    const token = await sign({});
    const signed = token.split('.').slice(0, 2).join('.');
    const hash = `sha256:${createHash('sha256').update(signed).digest('base64url')}`;
    expect((await verify(token)).tokenId).toBe(hash);
    expect(readTokenId(token)!.tokenId).toBe(hash);
  });

  it('with an id is revoked by it', async () => {
    expect(readTokenId(await sign({ jti: 'its-id' }))!.tokenId).toBe('its-id');
  });

  it.each(['', 'x', 'a.b.c', `${Buffer.from('{}').toString('base64url')}.e30.x`])('%j has no id', (text) => {
    expect(readTokenId(text)).toBeNull();
  });
});

describe('a token without an id of its own', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

  it('is accepted and revoked only in its canonical spelling', async () => {
    const token = await sign({});
    const { tokenId } = await verify(token);
    expect(readTokenId(token)?.tokenId).toBe(tokenId);
    const last = alphabet.indexOf(token.at(-1)!);
    const others = [
      ...[1, 2, 3].map((bits) => token.slice(0, -1) + alphabet[last ^ bits]),
      ...['=', '==', '.', ' '].map((end) => token + end),
      token.replace('.', '=.'),
      token.replace('.', '..'),
    ];
    for (const other of others) {
      await expect(verify(other), other).rejects.toThrow('not accepted');
      expect(readTokenId(other), other).toBeNull();
    }
  });

  it('has an id that its signature does not change', async () => {
    const exp = nowS() + 60;
    const [first, second] = await Promise.all([sign({ exp }), sign({ exp }, { key: retired })]);
    expect(first).not.toBe(second);
    expect((await verify(first!)).tokenId).toBe((await verify(second!)).tokenId);
    expect((await verify(await sign({ exp, sub: 'other' }))).tokenId).not.toBe(
      (await verify(first!)).tokenId,
    );
  });
});

describe('a token of an OIDC issuer', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
  const issuer: AuthConfig = {
    kind: 'jwks',
    url: 'https://issuer.example/jwks',
    issuer: 'pavilion',
    audience: 'pavilion',
    signIn: null,
  };
  const issued = () =>
    new SignJWT({ sub: 'someone', role: 'operator', iss: 'pavilion', aud: 'pavilion', exp: nowS() + 60 })
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .sign(privateKey);

  function verifierWith(fetch: () => Promise<Response>) {
    vi.stubGlobal('fetch', fetch);
    onTestFinished(() => void vi.unstubAllGlobals());
    return createVerifier(issuer);
  }

  it('is verified by the keys of the issuer', async () => {
    const verify = verifierWith(async () => Response.json({ keys: [jwk] }));
    expect((await verify(await issued())).role).toBe('OPERATOR');
    await expect(verify(await sign({}))).rejects.toThrow('not accepted');
  });

  it('has one spelling', async () => {
    const verify = verifierWith(async () => Response.json({ keys: [jwk] }));
    const token = await issued();
    for (const other of [`${token}=`, `${token} `, token.replace('.', '=.')])
      await expect(verify(other), other).rejects.toThrow('not accepted');
  });

  it.each([
    ['is away', new TypeError('fetch failed')],
    ['does not answer in time', new DOMException('', 'TimeoutError')],
  ])('may be valid if the issuer %s, so the caller is not rejected', async (_, error) => {
    const verify = verifierWith(() => Promise.reject(error));
    await expect(verify(await issued())).rejects.toThrow(KeysUnavailable);
  });
});
