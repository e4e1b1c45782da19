import { expect, it, vi } from 'vitest';
import { authenticate, requireValid } from '../../../src/auth/authenticate.ts';
import { type Identity, publicIdentity } from '../../../src/auth/identity.ts';
import { Unauthenticated } from '../../../src/errors/user-errors.ts';

const operator: Identity = {
  ...publicIdentity,
  role: 'OPERATOR',
  scope: { exhibitions: ['a'], series: [] },
  tokenId: 'id',
};
const verify = vi.fn(async () => operator);
const none = { has: () => false };

it.each([null, undefined, ''])('without a header (%j) the caller is the public', async (header) => {
  expect(await authenticate(verify, header, none)).toBe(publicIdentity);
  expect(verify).not.toHaveBeenCalled();
});

it.each([
  ['Bearer abc.def-1_', 'abc.def-1_'],
  ['bearer   abc', 'abc'],
  ['  Bearer abc  ', 'abc'],
])('reads the token of %j', async (header, token) => {
  expect(await authenticate(verify, header, none)).toBe(operator);
  expect(verify).toHaveBeenLastCalledWith(token);
});

it.each([
  'abc',
  'Basic abc',
  'Bearer',
  'Bearer ',
  'Bearer a b',
  'Bearer =abc',
  'Bearer "abc"',
  'Bearer abc=',
  'Bearer a+b',
  'Bearer a/b',
  ' ',
  'xBearer abc',
])('never treats a caller with the invalid header %j as public', async (header) => {
  verify.mockClear();
  await expect(authenticate(verify, header, none)).rejects.toThrow(Unauthenticated);
  expect(verify).not.toHaveBeenCalled();
});

it('reads a token of 8192 characters, and none that is longer', async () => {
  expect(await authenticate(verify, `Bearer ${'a'.repeat(8_192)}`, none)).toBe(operator);
  await expect(authenticate(verify, `Bearer ${'a'.repeat(8_193)}`, none)).rejects.toThrow(Unauthenticated);
});

it('rejects a revoked token by its id', async () => {
  const revoked = { has: (id: string | null) => id === 'id' };
  await expect(authenticate(verify, 'Bearer abc', revoked)).rejects.toThrow('revoked');
});

it('is valid until its expiry, and while it is not revoked', () => {
  const expiresAt = new Date('2030-01-01T00:00:00Z');
  const revoked = { has: (id: string | null) => id === 'revoked' };
  const check = (changes: Partial<Identity>, nowMs: number) => () =>
    requireValid({ ...operator, expiresAt, ...changes }, revoked, nowMs);
  const endMs = expiresAt.getTime();
  expect(check({}, endMs - 1)).not.toThrow();
  expect(check({}, endMs)).toThrow('The token has expired.');
  expect(check({}, endMs + 1)).toThrow('The token has expired.');
  expect(check({ tokenId: 'revoked' }, endMs - 1)).toThrow('The token was revoked.');
  expect(check({ expiresAt: null, tokenId: null }, endMs)).not.toThrow();
});
