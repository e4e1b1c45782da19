import { expect, it } from 'vitest';
import { anonymous, audienceKeyOf, type Identity, publicIdentity } from '../../../src/auth/identity.ts';

const screen = (...exhibitions: string[]): Identity => ({
  ...publicIdentity,
  role: 'SCREEN',
  subject: 'screen-1',
  name: 'Hall 3',
  scope: { exhibitions, series: [] },
  expiresAt: new Date(0),
  tokenId: 'token',
});

it('puts callers with equal rights into one audience, in whatever order their exhibitions are listed', () => {
  expect(audienceKeyOf(screen('b', 'a'))).toBe(
    audienceKeyOf({ ...screen('a', 'b'), subject: 'screen-2', tokenId: null }),
  );
  expect(audienceKeyOf(publicIdentity)).toBe(audienceKeyOf({ ...publicIdentity, subject: 'somebody else' }));
});

it('puts all public callers into one audience, whatever exhibitions they claim', () => {
  expect(audienceKeyOf({ ...publicIdentity, scope: { exhibitions: ['a'], series: [] } })).toBe(
    audienceKeyOf(publicIdentity),
  );
});

it('separates callers whose rights differ', () => {
  const audiences = [
    publicIdentity,
    screen('a'),
    screen('b'),
    screen('a', 'b'),
    screen('a,b'),
    screen('a","b'),
    screen(''),
    screen(),
    { ...screen('a'), role: 'OPERATOR' as const },
    { ...screen('a'), scope: { exhibitions: [], series: ['a'] } },
    { ...screen('a'), scope: { exhibitions: ['a'], series: ['a'] } },
    { ...screen('a'), scope: { exhibitions: ['a'], series: ['b'] } },
    { ...screen('a'), role: 'ORGANIZER' as const },
    { ...screen(), role: 'ORGANIZER' as const },
    { ...screen('all'), role: 'ORGANIZER' as const },
    { ...screen(), role: 'ORGANIZER' as const, scope: 'all' as const },
  ].map(audienceKeyOf);
  expect(new Set(audiences).size).toBe(audiences.length);
});

it('does not reorder the exhibitions of the caller', () => {
  const identity = screen('b', 'a');
  audienceKeyOf(identity);
  expect(identity.scope).toEqual({ exhibitions: ['b', 'a'], series: [] });
});

it('keeps the rights of a caller and no personal data', () => {
  expect(anonymous(screen('a'))).toEqual({
    role: 'SCREEN',
    scope: { exhibitions: ['a'], series: [] },
    subject: 'audience',
    name: null,
    expiresAt: null,
    tokenId: null,
  });
});
