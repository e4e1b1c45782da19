import { beforeEach, expect, it } from 'vitest';
import { LocalPresence, type Presence } from '../../../src/cluster/presence.ts';
import { ConnectedScreens, maxLaggingScreens } from '../../../src/presence/connected-screens.ts';
import { DeskPresence, type DeskReport, maxDeskOperators } from '../../../src/presence/desk-presence.ts';
import { LocalNotifier } from '../../../src/stream/notifier.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

let scheduler: FakeScheduler;
let presence: Presence<DeskReport>;
let notifier: LocalNotifier;
let desks: DeskPresence;
beforeEach(() => {
  scheduler = new FakeScheduler();
  presence = new LocalPresence();
  notifier = new LocalNotifier();
  desks = new DeskPresence(presence, notifier, scheduler);
});

it('lists the operators of a desk, first come first, until they leave', async () => {
  const leaveFirst = desks.signIn('stream', 'Kim');
  await scheduler.advance(1_000);
  desks.signIn('stream', 'Li');
  desks.signIn('another stream', 'Park');
  expect((await desks.read('stream')).operators.map(({ name }) => name)).toEqual(['Kim', 'Li']);
  leaveFirst();
  leaveFirst();
  expect((await desks.read('stream')).operators.map(({ name }) => name)).toEqual(['Li']);
});

it('withdraws its report when the last operator leaves and no screen is connected', async () => {
  const leave = desks.signIn('stream', 'Kim');
  expect((await presence.read('stream')).reports).toHaveLength(1);
  leave();
  expect((await presence.read('stream')).reports).toEqual([]);
});

it('does not sign out an operator who arrived after the desk was empty', async () => {
  const leave = desks.signIn('stream', 'Kim');
  leave();
  desks.signIn('stream', 'Li');
  leave();
  expect((await desks.read('stream')).operators.map(({ name }) => name)).toEqual(['Li']);
});

/** A server with screens of its own, which the others know by its report only. */
function serverWith(shown: [string, number][], operators: DeskReport['operators'] = []): DeskReport {
  const screens = new ConnectedScreens(() => {}, scheduler);
  for (const [id, sequence] of shown) screens.acknowledge('stream', { id, name: id, sequence });
  const report = screens.report('stream');
  screens.close();
  return { operators, screens: report };
}
const readOf = (reports: unknown[], complete = true) =>
  new DeskPresence(
    { ...presence, read: async () => ({ reports, complete }) } as never,
    notifier,
    scheduler,
  ).read('stream');

it('adds up the screens of all servers, furthest behind first', async () => {
  const reports = [
    serverWith(
      [
        ['a', 3],
        ['c', 5],
        ['d', 5],
      ],
      [{ name: 'Li', since: 20 }],
    ),
    serverWith(
      [
        ['b', 2],
        ['e', 5],
      ],
      [{ name: 'Kim', since: 10 }],
    ),
  ];
  const state = await readOf(reports, false);
  expect(state).toMatchObject({ operators: [{ name: 'Kim' }, { name: 'Li' }], complete: false });
  expect(Object.fromEntries(state.bySequence)).toEqual({ 2: 1, 3: 1, 5: 3 });
  expect(state.furthestBehind.map(({ name }) => name)).toEqual(['b', 'a', 'c', 'd', 'e']);
});

it('counts a screen that reconnected to another server once, and does not list it where it was', async () => {
  const left = serverWith([['wall', 2]]);
  await scheduler.advance(1_000);
  const state = await readOf([left, serverWith([['wall', 5]])]);
  expect(Object.fromEntries(state.bySequence)).toEqual({ 5: 1 });
  expect(state.furthestBehind).toMatchObject([{ name: 'wall', sequence: 5 }]);
});

it('ignores a report of another form', async () => {
  const old = { operators: [], screens: { bySequence: { 3: 2 }, furthestBehind: [] } };
  expect((await readOf([old, {}, { screens: null }, serverWith([['wall', 5]])])).bySequence).toEqual(
    new Map([[5, 1]]),
  );
});

it('shows the operators who connected first and the screens that are furthest behind, up to the limits, over all servers', async () => {
  const report = (from: number, count: number) =>
    serverWith(
      Array.from({ length: count }, (_, index) => [`${from + index}`, from + index]),
      Array.from({ length: count }, (_, index) => ({ name: `${from + index}`, since: from + index })),
    );
  const state = await readOf([report(90, 90), report(0, 90)]);
  expect(state.operators.map(({ since }) => since)).toEqual([...Array(maxDeskOperators).keys()]);
  expect(state.furthestBehind.map(({ sequence }) => sequence)).toEqual([...Array(maxLaggingScreens).keys()]);
});

it('reports no more operators of one server than a desk can show', async () => {
  for (let index = 0; index <= maxDeskOperators; index++) desks.signIn('stream', `${index}`);
  const { reports } = await presence.read('stream');
  expect(reports[0]!.operators.map(({ name }) => Number(name))).toEqual([...Array(maxDeskOperators).keys()]);
});

it('notifies a desk of its stream and its exhibition, and of no other, until it ends', () => {
  let changes = 0;
  const end = desks.watch('stream', 'exhibition', () => void changes++);
  notifier.publish('stream', 1);
  desks.notifyProgrammeChanged('exhibition');
  notifier.publish('another stream', 1);
  desks.notifyProgrammeChanged('another exhibition');
  expect(changes).toBe(2);
  end();
  notifier.publish('stream', 2);
  expect(changes).toBe(2);
});

it('has no timer left after close, whatever was acknowledged', async () => {
  desks.acknowledge('stream', { id: 'wall', name: 'Wall', sequence: 1 });
  await desks.close();
  expect(scheduler.pendingTimers).toBe(0);
});

it('watches the reports of other servers, and leaves no listener behind', () => {
  const listeners = new Set<(topic: string) => void>();
  const local = new LocalPresence<DeskReport>();
  local.listen = (...[listener]: ((topic: string) => void)[]) => {
    listeners.add(listener!);
    return () => void listeners.delete(listener!);
  };
  let changes = 0;
  const end = new DeskPresence(local, notifier, scheduler).watch(
    'stream',
    'exhibition',
    () => void changes++,
  );
  for (const topic of ['stream', 'another stream']) for (const listener of listeners) listener(topic);
  expect(changes).toBe(1);
  end();
  expect(listeners.size).toBe(0);
});
