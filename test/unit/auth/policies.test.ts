/** Each role, at an exhibition of its own and at another one. */
import { describe, expect, it } from 'vitest';
import type { Identity, Role } from '../../../src/auth/identity.ts';
import {
  exhibitionsWithVisiblePlans,
  exhibitionsWithVisibleRehearsals,
  mayOperate,
  mayWatchRehearsal,
  requireOperator,
  requireOrganizer,
  requireStaff,
  seesPlans,
} from '../../../src/auth/policies.ts';
import { Forbidden, Unauthenticated } from '../../../src/errors/user-errors.ts';

const own = 'yancheng-2023';
const other = 'hamburg-2030';

const identityOf = (role: Role): Identity => ({
  role,
  subject: 'someone',
  name: null,
  exhibitions: role === 'SCREEN' || role === 'OPERATOR' ? [own] : [],
  expiresAt: null,
  tokenId: null,
});

/** A public caller that claims exhibitions, and an organizer that lists some: neither list counts. */
const misleading = (role: Role): Identity => ({ ...identityOf(role), exhibitions: [own] });

describe.each([
  { role: 'PUBLIC', operates: [false, false], watches: [false, false] },
  { role: 'SCREEN', operates: [false, false], watches: [true, false] },
  { role: 'OPERATOR', operates: [true, false], watches: [true, false] },
  { role: 'ORGANIZER', operates: [true, true], watches: [true, true] },
] as const)('$role', ({ role, operates, watches }) => {
  it.each([
    ['its own exhibition', own, 0],
    ['another exhibition', other, 1],
  ] as const)('at %s', (_, exhibition, index) => {
    for (const identity of [identityOf(role), misleading(role)]) {
      expect(mayOperate(identity, exhibition)).toBe(operates[index]);
      expect(mayWatchRehearsal(identity, exhibition)).toBe(watches[index]);
    }
  });

  it('passes the require functions for the same exhibitions, and gets a typed error for others', () => {
    const isAllowed = (act: () => void) => {
      try {
        act();
        return 'allowed';
      } catch (error) {
        return (error as Error).constructor;
      }
    };
    const denied = role === 'PUBLIC' ? Unauthenticated : Forbidden;
    const identity = identityOf(role);
    expect(isAllowed(() => requireOperator(identity, own))).toBe(operates[0] ? 'allowed' : denied);
    expect(isAllowed(() => requireOperator(identity, other))).toBe(operates[1] ? 'allowed' : denied);
    expect(isAllowed(() => requireStaff(identity))).toBe(operates[0] ? 'allowed' : denied);
    expect(isAllowed(() => requireOrganizer(identity))).toBe(role === 'ORGANIZER' ? 'allowed' : denied);
  });
});

it.each([
  ['PUBLIC', [], []],
  ['SCREEN', [], [own]],
  ['OPERATOR', [own], [own]],
  ['ORGANIZER', 'all', 'all'],
] as const)('%s sees the plans and the rehearsals of exactly its exhibitions', (role, plans, rehearsals) => {
  expect(exhibitionsWithVisiblePlans(identityOf(role))).toEqual(plans);
  expect(exhibitionsWithVisibleRehearsals(identityOf(role))).toEqual(rehearsals);
  for (const exhibition of [own, other])
    expect(seesPlans(identityOf(role), exhibition)).toBe(
      plans === 'all' || (plans as readonly string[]).includes(exhibition),
    );
});

it('a public caller never sees plans or rehearsals, whatever it claims', () => {
  expect(exhibitionsWithVisiblePlans(misleading('PUBLIC'))).toEqual([]);
  expect(exhibitionsWithVisibleRehearsals(misleading('PUBLIC'))).toEqual([]);
});

it('names the exhibition that the caller must be an operator of', () => {
  expect(() => requireOperator(identityOf('OPERATOR'), other)).toThrow(other);
});
