/** The lease of a ceremony: who takes, keeps, hands over and loses it. */
import { describe, expect, it } from 'vitest';
import { acceptControl } from '../../../src/programme/control/accept-control.ts';
import { holdCeremony } from '../../../src/programme/control/hold-ceremony.ts';
import { offerControl } from '../../../src/programme/control/offer-control.ts';
import { releaseControl } from '../../../src/programme/control/release-control.ts';
import { renewControl } from '../../../src/programme/control/renew-control.ts';
import { takeControl } from '../../../src/programme/control/take-control.ts';
import { type Lease, leaseMs } from '../../../src/programme/lease/lease.ts';
import { decidingAs, lease, operator, operatorOfAnother } from './loaded-rows.ts';

const failure = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
const at = new Date('2030-05-06T09:00:00Z');
const expiresAt = new Date(at.getTime() + leaseMs);
const mine = (changes: Partial<Lease> = {}) =>
  lease({ holder: 'operator', holderName: 'operator', ...changes });
const expired = { expiresAt: '2030-05-06T09:00:00+00:00' };
const released = lease({ holder: null, holderName: null });
const offered = { offeredAt: '2030-05-06T08:59:00+00:00' };

const run = (
  verb: { decide: (loaded: never, input: never, deciding: never) => unknown },
  held: Lease | null,
  input: object = {},
  identity = operator,
) =>
  verb.decide(
    {
      id: 'ceremony',
      exhibitionId: 'exhibition',
      slug: 'fair',
      series: { slug: 'fairs' },
      lease: held,
    } as never,
    { ceremony: 'ceremony', mode: 'LIVE', takeOver: false, offered: true, ...input } as never,
    decidingAs(identity) as never,
  ) as { result: object; writes: { sql: string; values: unknown[] }[]; audit: object[] };

const valuesOf = (decision: { writes: { values: unknown[] }[] }) =>
  decision.writes.map(({ values }) => values);
const acquired = (takenOverFrom: string | null) => [
  ['ceremony', 'LIVE', 'operator', 'operator', at, expiresAt, takenOverFrom, 1],
];
const held = failure('CONTROL_HELD', { holder: 'Li Na', expiresAt: new Date('2030-05-06T09:00:01Z') });

describe('takeControl', () => {
  it.each([
    ['that nobody ever had', null],
    ['that was released', released],
    ['that has expired', lease(expired)],
  ])('takes a lease %s', (_, free) => {
    const decision = run(takeControl, free);
    expect(decision.result).toEqual({ ceremony: 'ceremony', mode: 'LIVE' });
    expect(valuesOf(decision)).toEqual(acquired(null));
    expect(decision.audit).toMatchObject([
      { before: { control: { holder: null } }, after: { control: { holder: 'operator', takenOver: false } } },
    ]);
  });

  it('takes none that another operator has, unless it takes it over: the audit log has both', () => {
    expect(() => run(takeControl, lease())).toThrow(held);
    const decision = run(takeControl, lease(), { takeOver: true, expectedVersion: 3 });
    expect(valuesOf(decision)).toEqual(acquired('Li Na'));
    expect(decision.audit).toMatchObject([
      {
        before: { mode: 'LIVE', control: { holder: 'someone' } },
        after: { mode: 'LIVE', control: { holder: 'operator', takenOver: true } },
      },
    ]);
  });

  it('takes over only from whom the caller has seen', () => {
    expect(() => run(takeControl, lease(), { takeOver: true, expectedVersion: 2 })).toThrow(
      failure('VERSION_CONFLICT', { currentVersion: 3 }),
    );
  });

  it('renews the own lease, as it is sent twice, and withdraws its offer', () => {
    expect(run(takeControl, mine())).toMatchObject({
      writes: [{ values: [expiresAt, 'ceremony', 'LIVE'] }],
      audit: [],
    });
    expect(valuesOf(run(takeControl, mine(offered)))).toEqual(acquired(null));
  });
});

describe('renewControl', () => {
  it('keeps the own lease, also one that has expired and that nobody has taken, without an audit record', () => {
    for (const own of [mine(), mine(expired)])
      expect(run(renewControl, own)).toMatchObject({
        writes: [{ values: [expiresAt, 'ceremony', 'LIVE'] }],
        audit: [],
      });
  });

  it('keeps no lease of another operator, and none that was released', () => {
    expect(() => run(renewControl, lease())).toThrow(held);
    for (const none of [null, released, lease(expired)])
      expect(() => run(renewControl, none)).toThrow(failure('CONTROL_NOT_HELD'));
  });
});

describe('a hand-over', () => {
  it('is offered by the holder alone', () => {
    expect(() => run(offerControl, lease())).toThrow(held);
    expect(() => run(offerControl, null)).toThrow(failure('CONTROL_NOT_HELD'));
    expect(valuesOf(run(offerControl, mine()))).toEqual([[at, expiresAt, 'ceremony', 'LIVE']]);
    expect(valuesOf(run(offerControl, mine(offered), { offered: false }))).toEqual([
      [null, expiresAt, 'ceremony', 'LIVE'],
    ]);
  });

  it('is accepted while it is offered and valid', () => {
    expect(valuesOf(run(acceptControl, lease(offered)))).toEqual(acquired(null));
    for (const none of [null, released, lease(), lease({ ...offered, ...expired }), mine(offered)])
      expect(() => run(acceptControl, none)).toThrow(failure('CONTROL_NOT_OFFERED'));
  });

  it('is accepted once, however often the same operator asks', () => {
    expect(run(acceptControl, mine())).toMatchObject({
      writes: [{ values: [expiresAt, 'ceremony', 'LIVE'] }],
    });
  });
});

describe('holdCeremony', () => {
  it('puts it on hold and ends the hold, also where nobody has run it before, and changes nothing twice', () => {
    const start = run(holdCeremony, null, { onHold: true });
    expect(valuesOf(start)).toEqual([['ceremony', 'LIVE', at, at, true, 1]]);
    expect(start.audit).toMatchObject([
      { type: 'Ceremony', before: { mode: 'LIVE', onHold: false }, after: { mode: 'LIVE', onHold: true } },
    ]);
    const onHold = { onHold: true };
    expect(valuesOf(run(holdCeremony, mine(onHold), { onHold: false }))).toEqual([
      ['ceremony', 'LIVE', at, at, false, 1],
    ]);
    for (const [before, after] of [
      [null, false],
      [lease(expired), false],
      [mine(onHold), true],
    ] as const) {
      const { writes, audit } = run(holdCeremony, before, { onHold: after });
      expect([writes, audit]).toEqual([[], []]);
    }
  });

  it('is for the operator who has control, at the version that is expected', () => {
    expect(() => run(holdCeremony, lease(), { onHold: true })).toThrow(held);
    const before = mine({ version: 4 });
    expect(() => run(holdCeremony, before, { onHold: true, expectedVersion: 3 })).toThrow(
      failure('VERSION_CONFLICT', { currentVersion: 4 }),
    );
    expect(run(holdCeremony, before, { onHold: true, expectedVersion: 4 }).writes).toHaveLength(1);
  });
});

describe('releaseControl', () => {
  it('frees the own lease and no other', () => {
    expect(run(releaseControl, mine()).writes[0]?.sql).toContain('"holder" = NULL');
    expect(() => run(releaseControl, lease())).toThrow(held);
    for (const free of [null, released, lease(expired)]) expect(run(releaseControl, free).writes).toEqual([]);
  });
});

it.each(
  [takeControl, renewControl, offerControl, acceptControl, releaseControl, holdCeremony].map((verb) => [
    verb.name,
    verb,
  ]),
)('%s requires an operator of the exhibition', (_, verb) => {
  expect(() => run(verb as never, null, {}, operatorOfAnother)).toThrow(failure('FORBIDDEN'));
  expect(() =>
    (verb as typeof renewControl).decide(null, { ceremony: 'ceremony', mode: 'LIVE' }, decidingAs()),
  ).toThrow(failure('NOT_FOUND', { path: ['input', 'ceremony'] }));
});
