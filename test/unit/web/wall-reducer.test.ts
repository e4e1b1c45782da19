/** The state of a wall after each event of its session. */
import { describe, expect, it } from 'vitest';
import { deals } from '../../../src/web/preview/fixtures/deals.ts';
import { exhibition, snapshotOf } from '../../../src/web/preview/fixtures/exhibition.ts';
import { StreamFixture } from '../../../src/web/preview/fixtures/stream.ts';
import { emptyContent } from '../../../src/web/wall/state/content.ts';
import { reduce, type WallEvent } from '../../../src/web/wall/state/reduce.ts';
import { initialState, type WallState } from '../../../src/web/wall/state/wall-state.ts';

const run = (events: readonly WallEvent[], state: WallState = initialState) => events.reduce(reduce, state);

const stream = new StreamFixture().open().sign(deals.electricVehicles, deals.batteryPlant);
const announced: WallEvent[] = stream.announcements.map((announcement) => ({
  type: 'announced' as const,
  at: 0,
  announcement,
}));
const loaded = (count: number): WallEvent => ({
  type: 'snapshot-loaded',
  exhibition: snapshotOf(stream.announcements.slice(0, count)),
  mode: 'LIVE',
});
const connected: WallEvent = { type: 'connected' };
const lost = (at: number): WallEvent => ({ type: 'disconnected', at });
const live = run([loaded(1), connected]);
const checked = (head: number, shown: number): WallEvent => ({ type: 'head-checked', head, shown });

it('starts without content, connecting', () => {
  expect(initialState).toEqual({
    exhibition: null,
    content: null,
    connection: { name: 'connecting' },
    settings: null,
    mode: 'LIVE',
  });
});

describe('a snapshot', () => {
  it('brings exhibition and content, and is not a connection yet', () => {
    const state = run([loaded(2)]);
    expect(state.exhibition?.slug).toBe('preview');
    expect(state.content?.sequence).toBe(2);
    expect(state.connection).toEqual({ name: 'connecting' });
  });

  it('loaded again leaves a live connection live, and any other one connecting', () => {
    expect(run([loaded(2)], live).connection).toEqual({ name: 'live' });
    expect(run([lost(5), loaded(2)], live).connection).toEqual({ name: 'connecting' });
    expect(run([checked(3, 1), loaded(2)], live).connection).toEqual({ name: 'connecting' });
  });

  it('that fails is offline from the first failure on', () => {
    const state = run([
      { type: 'snapshot-failed', at: 7 },
      { type: 'snapshot-failed', at: 9 },
    ]);
    expect(state.connection).toEqual({ name: 'offline', since: 7 });
  });

  it('that fails does not hide why the server rejects the wall', () => {
    expect(run([{ type: 'rejected' }, { type: 'snapshot-failed', at: 1 }]).connection.name).toBe('rejected');
    expect(run([{ type: 'exhibition-unknown' }, { type: 'snapshot-failed', at: 1 }]).connection.name).toBe(
      'unknown-exhibition',
    );
  });
});

describe('announcements', () => {
  it('are ignored before the first snapshot', () => {
    expect(run(announced)).toBe(initialState);
  });

  it('count in order and once, also across a snapshot and a reconnect', () => {
    const state = run([loaded(2), connected, ...announced, lost(1), connected, ...announced]);
    expect(state.content?.sequence).toBe(3);
    expect(state.content?.signings.map(({ sequence }) => sequence)).toEqual([3, 2]);
    expect(state.content?.totals.deals).toBe(2);
  });

  it('that are shown already leave the state as it is', () => {
    const state = run([loaded(3)]);
    for (const event of announced) expect(reduce(state, event)).toBe(state);
  });

  it('end being behind, and say nothing about a lost connection', () => {
    expect(run([checked(3, 1), announced[1]!], live).connection).toEqual({ name: 'live' });
    expect(run([lost(4), announced[1]!], live).connection).toEqual({ name: 'offline', since: 4 });
  });

  it('keep the exhibition', () => {
    expect(run(announced, live).exhibition).toBe(live.exhibition);
  });
});

describe('a lost connection', () => {
  it('is offline since it was lost, however often the next attempts fail', () => {
    expect(run([lost(100), lost(200)], live).connection).toEqual({ name: 'offline', since: 100 });
  });

  it('leaves everything on the wall', () => {
    const state = run([lost(100)], live);
    expect(state.content).toBe(live.content);
    expect(state.exhibition).toBe(live.exhibition);
  });

  it('is over with the next connection, and a second loss has its own time', () => {
    const state = run([lost(100), connected], live);
    expect(state.connection).toEqual({ name: 'live' });
    expect(run([lost(300)], state).connection).toEqual({ name: 'offline', since: 300 });
  });
});

describe('a check of the head', () => {
  it('shows by how many announcements the wall is behind', () => {
    expect(run([checked(4, 1)], live).connection).toEqual({ name: 'behind', by: 3 });
    expect(run([checked(2, 1)], live).connection).toEqual({ name: 'behind', by: 1 });
    expect(run([checked(4, 1), checked(6, 1)], live).connection).toEqual({ name: 'behind', by: 5 });
  });

  it('at the head ends being behind', () => {
    expect(run([checked(1, 1)], live).connection).toEqual({ name: 'live' });
    expect(run([checked(4, 1), checked(1, 1)], live).connection).toEqual({ name: 'live' });
    expect(run([checked(0, 1)], live).connection).toEqual({ name: 'live' });
  });

  it('is ignored if an announcement arrived meanwhile', () => {
    const state = run([announced[1]!], live);
    expect(reduce(state, checked(4, 1))).toBe(state);
  });

  it('is ignored without a connection', () => {
    for (const event of [lost(1), { type: 'rejected' } as const, loaded(1)]) {
      const state = run([lost(0), event], live);
      expect(reduce(state, checked(9, 1))).toBe(state);
    }
    expect(reduce(initialState, checked(9, 0))).toBe(initialState);
  });

  it('stays behind when the connection reports that it is open', () => {
    const state = run([checked(4, 1)], live);
    expect(reduce(state, connected)).toBe(state);
  });
});

describe('a rejection', () => {
  it('leaves what is shown, and is over with a connection', () => {
    const state = run([{ type: 'rejected' }], live);
    expect(state).toMatchObject({ connection: { name: 'rejected' }, content: live.content });
    expect(run([connected], state).connection).toEqual({ name: 'live' });
  });

  it('becomes offline when the connection is lost afterwards', () => {
    expect(run([{ type: 'rejected' }, lost(5)], live).connection).toEqual({ name: 'offline', since: 5 });
  });

  it('of an unknown exhibition has a name of its own', () => {
    expect(run([{ type: 'exhibition-unknown' }]).connection).toEqual({ name: 'unknown-exhibition' });
  });
});

describe('a replay', () => {
  it('starts empty and live, and shows the announcements in order and once', () => {
    const start = run([{ type: 'replay-started', exhibition }]);
    expect(start).toMatchObject({ exhibition, content: emptyContent('CNY'), connection: { name: 'live' } });
    const end = run([connected, ...announced, ...announced], start);
    expect(end.content?.sequence).toBe(3);
    expect(end.content?.phase).toBe('live');
  });
});

it('a rehearsal that is reset starts again at its first announcement', () => {
  const rehearsal: WallEvent = { type: 'snapshot-loaded', exhibition: snapshotOf([]), mode: 'REHEARSAL' };
  const state = run([loaded(3), connected, rehearsal, announced[0]!]);
  expect(state.content).toMatchObject({ sequence: 1, phase: 'live', signings: [] });
  expect(state.connection).toEqual({ name: 'live' });
});

describe('a ceremony that changes', () => {
  const [ceremony] = exhibition.ceremonies;
  const { announcedAt, totals } = stream.announcements[0]!;
  const planned = { ...snapshotOf([]), ceremonies: [{ ...ceremony!, status: 'PLANNED' as const }] };
  const waiting = run([{ type: 'snapshot-loaded', exhibition: planned, mode: 'LIVE' }, connected]);
  const announce = (announcement: object): WallEvent => ({
    type: 'announced',
    at: 0,
    announcement: { sequence: 1, cursor: '', announcedAt, totals, ...announcement } as never,
  });

  it('that is postponed or renamed is counted down to immediately', () => {
    const startsAt = '2030-11-04T01:00:00.000Z';
    const nameTranslations = [{ language: 'en', text: 'Evening' }];
    const updated = { ceremonyId: ceremony!.id, startsAt, nameTranslations };
    const state = run([announce({ __typename: 'CeremonyUpdated', ceremony: updated })], waiting);
    expect(state.exhibition?.ceremonies).toEqual([
      { ...ceremony, status: 'PLANNED', startsAt, nameTranslations },
    ]);
  });

  it('that is moved is shown at its new venue', () => {
    const [near, hall] = exhibition.venues;
    const renamed = { ...hall!, nameTranslations: [{ language: 'en', text: 'Hall E' }] };
    const added = { ...hall!, id: 'added' };
    const { nameTranslations, startsAt } = ceremony!;
    const updated = (venues: object[] | null) =>
      announce({
        ...{ __typename: 'CeremonyUpdated' },
        ceremony: { ceremonyId: ceremony!.id, startsAt, nameTranslations, venues },
      });
    const state = run([updated([added, renamed])], waiting);
    expect(state.exhibition?.ceremonies[0]?.venues).toEqual([{ id: 'added' }, { id: hall!.id }]);
    // Also where the wall did not know the venue, or knew it by another name.
    expect(state.exhibition?.venues).toEqual([near, renamed, added]);
    // An announcement of an earlier version does not say where.
    expect(run([updated(null)], waiting).exhibition?.ceremonies[0]?.venues).toEqual(ceremony!.venues);
  });

  it('that is cancelled is no longer waited for', () => {
    const cancelled = { ceremonyId: ceremony!.id };
    const state = run([announce({ __typename: 'CeremonyCancelled', ceremony: cancelled })], waiting);
    expect(state.exhibition?.ceremonies[0]?.status).toBe('CANCELLED');
  });
});
