import { beforeEach, expect, it } from 'vitest';
import { LocalPresence, type Presence } from '../../../src/cluster/presence.ts';
import { maxLaggingScreens } from '../../../src/presence/connected-screens.ts';
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

it('combines the screens of all servers, furthest behind first', async () => {
  const screen = (id: string, sequence: number) => ({ id, name: id, sequence, shownAt: 0 });
  const reports: DeskReport[] = [
    {
      operators: [{ name: 'Li', since: 20 }],
      screens: { bySequence: { 3: 1, 5: 2 }, furthestBehind: [screen('a', 3)] },
    },
    {
      operators: [{ name: 'Kim', since: 10 }],
      screens: { bySequence: { 2: 4, 5: 1 }, furthestBehind: [screen('b', 2)] },
    },
  ];
  const read = async () => ({ reports, complete: false });
  const state = await new DeskPresence({ ...presence, read } as never, notifier, scheduler).read('stream');
  expect(state).toEqual({
    operators: [
      { name: 'Kim', since: 10 },
      { name: 'Li', since: 20 },
    ],
    bySequence: new Map([
      [3, 1],
      [5, 3],
      [2, 4],
    ]),
    furthestBehind: [screen('b', 2), screen('a', 3)],
    complete: false,
  });
});

it('shows the operators who connected first and the screens that are furthest behind, up to the limits, over all servers', async () => {
  const report = (from: number, count: number): DeskReport => ({
    operators: Array.from({ length: count }, (_, index) => ({
      name: `${from + index}`,
      since: from + index,
    })),
    screens: {
      bySequence: {},
      furthestBehind: Array.from({ length: count }, (_, index) => ({
        ...{ id: `${from + index}`, name: 'wall', sequence: from + index, shownAt: 0 },
      })),
    },
  });
  const read = async () => ({ reports: [report(90, 90), report(0, 90)], complete: true });
  const state = await new DeskPresence({ ...presence, read } as never, notifier, scheduler).read('stream');
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
  desks.acknowledge('stream', { id: 'wall', name: 'Wall', sequence: 1, shownAt: scheduler.now() });
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
