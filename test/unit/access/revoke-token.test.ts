import { expect, it } from 'vitest';
import { revokeToken } from '../../../src/access/revoke-token.ts';
import { issueToken, readTokenId } from '../../../src/auth/tokens.ts';
import { readConfig } from '../../../src/config.ts';

const { auth } = readConfig({});
const token = await issueToken('secret', auth, { role: 'screen', exhibitions: ['x'], expires: '1h' });
const read = (text: string) => {
  const parsed = revokeToken.input.safeParse({ token: text });
  return parsed.success ? (parsed.data as { token: string }).token : parsed.error.issues[0]!.message;
};

it.each([
  ['as it is', token],
  ['with spaces around it', `  ${token}\n`.trimEnd()],
  ['as a header has it', `Bearer ${token}`],
  ['as a header has it, in another case', ` bearer   ${token} `],
])('takes a token %s', (_how, text) => {
  expect(read(text)).toBe(token);
  expect(readTokenId(read(text))).not.toBeNull();
});

it.each(['4a1f6e9e-0f6c-4a4c-9d2e-3a6f1c2b7d11', 'sha256:abc', 'ey', 'auth0|a.b.c'])(
  'takes the id %s',
  (id) => {
    expect(read(`Bearer ${id} `)).toBe(id);
  },
);

it.each([
  ['the first half of a token', token.slice(0, token.length / 2)],
  ['a token without its header', token.slice(token.indexOf('.') + 1)],
  ['a token with something behind it', `${token} # wall 4`],
  ['a token in quotes', `"${token}"`],
  ['a whole header', `Authorization: Bearer ${token}`],
  ['two words', 'wall four'],
  ['more than an id can have', 'x'.repeat(201)],
  ['nothing but the scheme', 'Bearer '],
])('refuses %s, instead of revoking nothing', (_what, text) => {
  expect(read(text)).toContain('is neither a token nor the id of one');
});
