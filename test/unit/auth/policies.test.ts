/** Each role and scope, at an exhibition of its own, at one of its own series and at another one. */
import { describe, expect, it } from 'vitest';
import { emptyScope, type Identity, type Role } from '../../../src/auth/identity.ts';
import {
  mayChangeShared,
  mayOperate,
  mayOrganize,
  mayOrganizeSeries,
  mayWatchRehearsal,
  organizesAll,
  requireOperator,
  requireOrganizer,
  requireOrganizerOf,
  requireOrganizerOfAll,
  requireOrganizerOfSeries,
  requireSharedRight,
  requireStaff,
  type ScopedExhibition,
  scopeOfPlans,
  scopeOfRehearsals,
  seesDirectory,
  seesPlans,
} from '../../../src/auth/policies.ts';
import { Forbidden, Unauthenticated } from '../../../src/errors/user-errors.ts';

const named: ScopedExhibition = { slug: 'yancheng-2023', series: { slug: 'yancheng' } };
const ofSeries: ScopedExhibition = { slug: 'nairobi-2030', series: { slug: 'nairobi' } };
/** The slug of the one scope is that of the other, in the other kind. */
const other: ScopedExhibition = { slug: 'nairobi', series: { slug: 'yancheng-2023' } };
const unknown: ScopedExhibition = { slug: 'unknown', series: null };
const all = [named, ofSeries, other, unknown];

const scope = { exhibitions: [named.slug], series: ['nairobi'] };

const identityOf = (role: Role, of: Identity['scope'] = scope): Identity => ({
  role,
  subject: 'someone',
  name: null,
  scope: of,
  expiresAt: null,
  tokenId: null,
});

const callers = {
  PUBLIC: identityOf('PUBLIC', emptyScope),
  // It has no token; whatever it claims does not count.
  'PUBLIC with claims': identityOf('PUBLIC'),
  SCREEN: identityOf('SCREEN'),
  OPERATOR: identityOf('OPERATOR'),
  'ORGANIZER of a scope': identityOf('ORGANIZER'),
  'ORGANIZER of nothing': identityOf('ORGANIZER', emptyScope),
  ORGANIZER: identityOf('ORGANIZER', 'all'),
};
type Caller = keyof typeof callers;

const [none, own, every] = [
  [false, false, false, false],
  [true, true, false, false],
  [true, true, true, true],
];

describe.each<[Caller, Record<'organizes' | 'operates' | 'watches', boolean[]>]>([
  ['PUBLIC', { organizes: none, operates: none, watches: none }],
  ['PUBLIC with claims', { organizes: none, operates: none, watches: none }],
  ['SCREEN', { organizes: none, operates: none, watches: own }],
  ['OPERATOR', { organizes: none, operates: own, watches: own }],
  ['ORGANIZER of a scope', { organizes: own, operates: own, watches: own }],
  ['ORGANIZER of nothing', { organizes: none, operates: none, watches: none }],
  ['ORGANIZER', { organizes: every, operates: every, watches: every }],
])('%s', (caller, { organizes, operates, watches }) => {
  const identity = callers[caller];

  it('has its rights in the exhibitions and the series that it names, and in no other', () => {
    expect(all.map((exhibition) => mayOrganize(identity, exhibition))).toEqual(organizes);
    expect(all.map((exhibition) => mayOperate(identity, exhibition))).toEqual(operates);
    expect(all.map((exhibition) => seesPlans(identity, exhibition))).toEqual(operates);
    expect(all.map((exhibition) => mayWatchRehearsal(identity, exhibition))).toEqual(watches);
  });

  it('organizes the series that it names, not those of the exhibitions that it names', () => {
    const isOrganizer = (slug: string) => mayOrganizeSeries(identity, { slug });
    expect(isOrganizer('nairobi')).toBe(organizes[1]);
    expect(isOrganizer('yancheng')).toBe(caller === 'ORGANIZER');
    expect(isOrganizer('yancheng-2023')).toBe(caller === 'ORGANIZER');
    expect(organizesAll(identity)).toBe(caller === 'ORGANIZER');
  });

  it('passes the require functions for the same, and gets a typed error for others', () => {
    const isAllowed = (act: () => void) => {
      try {
        act();
        return true;
      } catch (error) {
        return (error as Error).constructor;
      }
    };
    const denied = identity.role === 'PUBLIC' ? Unauthenticated : Forbidden;
    const allowedIf = (rights: boolean[]) => rights.map((may) => may || denied);
    expect(all.map((each) => isAllowed(() => requireOperator(identity, each)))).toEqual(allowedIf(operates));
    expect(all.map((each) => isAllowed(() => requireOrganizerOf(identity, each)))).toEqual(
      allowedIf(organizes),
    );
    expect(isAllowed(() => requireOrganizerOfSeries(identity, { slug: 'nairobi' }))).toBe(
      organizes[1] || denied,
    );
    expect(isAllowed(() => requireOrganizerOfAll(identity))).toBe(caller === 'ORGANIZER' || denied);
    // Without an object: by the role alone.
    const isStaff = identity.role === 'OPERATOR' || identity.role === 'ORGANIZER';
    expect(isAllowed(() => requireStaff(identity))).toBe(isStaff || denied);
    expect(isAllowed(() => requireOrganizer(identity))).toBe(identity.role === 'ORGANIZER' || denied);
  });
});

it.each<[Caller, unknown, unknown, boolean]>([
  ['PUBLIC', emptyScope, emptyScope, false],
  ['PUBLIC with claims', emptyScope, emptyScope, false],
  ['SCREEN', emptyScope, scope, false],
  ['OPERATOR', scope, scope, true],
  ['ORGANIZER of a scope', scope, scope, true],
  ['ORGANIZER of nothing', emptyScope, emptyScope, false],
  ['ORGANIZER', 'all', 'all', true],
])('%s sees the plans and the rehearsals of exactly its scope', (caller, plans, rehearsals, directory) => {
  expect(scopeOfPlans(callers[caller])).toEqual(plans);
  expect(scopeOfRehearsals(callers[caller])).toEqual(rehearsals);
  expect(seesDirectory(callers[caller])).toBe(directory);
});

it('names the exhibition and the series that the caller must have a token for', () => {
  expect(() => requireOperator(callers.OPERATOR, other)).toThrow(other.slug);
  expect(() => requireOrganizerOf(callers['ORGANIZER of a scope'], other)).toThrow(other.slug);
  expect(() => requireOrganizerOfSeries(callers['ORGANIZER of a scope'], { slug: 'yancheng' })).toThrow(
    'yancheng',
  );
});

describe('what belongs to no exhibition', () => {
  const object = (createdBy: string | null, exhibitions: ScopedExhibition[], series: string[] = []) => ({
    createdBy,
    usedIn: { exhibitions, series: series.map((slug) => ({ slug })) },
  });
  const [mine, another] = ['someone', 'another'];

  it.each<[string, ReturnType<typeof object>, Caller[]]>([
    [
      'is changed by the one who added it',
      object(mine, []),
      ['OPERATOR', 'ORGANIZER of a scope', 'ORGANIZER of nothing', 'ORGANIZER'],
    ],
    [
      'is changed by the one who added it while its own exhibitions use it',
      object(mine, [named, ofSeries]),
      ['OPERATOR', 'ORGANIZER of a scope', 'ORGANIZER'],
    ],
    [
      'is not changed by the one who added it once another exhibition uses it',
      object(mine, [named, other]),
      ['ORGANIZER'],
    ],
    [
      'is changed by the organizer of all exhibitions that use it',
      object(another, [named, ofSeries]),
      ['ORGANIZER of a scope', 'ORGANIZER'],
    ],
    [
      'is changed by the organizer of the series that it organizes',
      object(another, [], ['nairobi']),
      ['ORGANIZER of a scope', 'ORGANIZER'],
    ],
    [
      'is not changed by an operator of a series that it organizes',
      object(mine, [], ['nairobi']),
      ['ORGANIZER of a scope', 'ORGANIZER'],
    ],
    [
      'is not changed where it organizes another series too',
      object(another, [named], ['yancheng']),
      ['ORGANIZER'],
    ],
    ['is not changed by an outsider while nothing uses it', object(another, []), ['ORGANIZER']],
    ['is not changed by an outsider if nobody has added it', object(null, []), ['ORGANIZER']],
  ])('%s', (_rule, shared, allowed) => {
    const may = (Object.keys(callers) as Caller[]).filter((caller) =>
      mayChangeShared(callers[caller], shared),
    );
    expect(may).toEqual(allowed);
    for (const [caller, identity] of Object.entries(callers)) {
      const act = () => requireSharedRight(identity, shared);
      if ((allowed as string[]).includes(caller)) expect(act).not.toThrow();
      else expect(act).toThrow(identity.role === 'PUBLIC' ? Unauthenticated : Forbidden);
    }
  });
});
