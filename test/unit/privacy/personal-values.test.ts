import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/privacy/canonical-json.ts';
import { commit, commitmentTo } from '../../../src/privacy/personal-values.ts';

const of = { personId: 'p', subjectId: 's', isAnnounced: true };

describe('a commitment', () => {
  it('is the SHA-256 of the salt and the value as canonical JSON, whatever the order of the keys', () => {
    // printf 'salt{"a":[1,"é"],"b":null}' | sha256sum
    expect(commitmentTo('salt', { b: null, a: [1, 'é'] })).toBe(
      '0d9d1c3d2b081bfc8dd6b8d891301939281a090c882bf817a8d575091cbe0c98',
    );
    expect(commitmentTo('salt', { a: [1, 'é'], b: null })).toBe(
      commitmentTo('salt', { b: null, a: [1, 'é'] }),
    );
  });

  it('to one value is another one each time: the salt is random and long', () => {
    const [one, other] = [commit({ a: 1 }, of), commit({ a: 1 }, of)];
    expect(one.commitment).not.toBe(other.commitment);
    expect(one.salt).toMatch(/^[0-9a-f]{64}$/);
    expect(one).toEqual({
      ...of,
      value: { a: 1 },
      salt: one.salt,
      commitment: commitmentTo(one.salt, { a: 1 }),
    });
  });
});

it('canonical JSON of what is no JSON is refused', () => {
  expect(() => canonicalJson(undefined)).toThrow(TypeError);
  expect(() => canonicalJson('\ud800')).toThrow();
});
