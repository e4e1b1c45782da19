import { beforeEach, describe, expect, it } from 'vitest';
import {
  ConnectedScreens,
  maxLaggingScreens,
  mergeScreens,
  silentMs,
} from '../../../src/presence/connected-screens.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

const shareMs = 500;
let scheduler: FakeScheduler;
let shared: string[];
let screens: ConnectedScreens;
beforeEach(() => {
  scheduler = new FakeScheduler();
  shared = [];
  screens = new ConnectedScreens((topic) => shared.push(topic), scheduler);
});
const show = (sequence: number, id = 'wall', topic = 'stream') =>
  screens.acknowledge(topic, { id, name: id, sequence });
const counted = (topic = 'stream') => {
  const counts: Record<number, number> = {};
  for (const { sequence } of mergeScreens([screens.report(topic)], scheduler.now()).values())
    counts[sequence] = (counts[sequence] ?? 0) + 1;
  return counts;
};

it('counts the screens at each sequence, and lists those that are furthest behind first', () => {
  for (const [id, sequence] of [
    ['a', 7],
    ['b', 9],
    ['c', 7],
    ['d', 3],
  ] as const)
    show(sequence, id);
  const { furthestBehind } = screens.report('stream');
  expect(counted()).toEqual({ 3: 1, 7: 2, 9: 1 });
  expect(furthestBehind.map(({ name }) => name)).toEqual(['d', 'a', 'c', 'b']);
  expect(screens.report('another stream')).toEqual({
    at: scheduler.now(),
    bySequence: {},
    furthestBehind: [],
  });
});

it('lists at most fifty screens by name, and counts all', () => {
  for (let index = 0; index < 120; index++) show(120 - index, `screen ${index}`);
  const { bySequence, furthestBehind } = screens.report('stream');
  expect(Object.keys(bySequence)).toHaveLength(120);
  expect(furthestBehind).toHaveLength(maxLaggingScreens);
  expect(furthestBehind[0]!.sequence).toBe(1);
});

it('shares a topic once for all changes within half a second', async () => {
  for (let index = 0; index < 100; index++) show(1, `screen ${index}`, index % 2 ? 'one' : 'two');
  await scheduler.advance(shareMs - 1);
  expect(shared).toEqual([]);
  await scheduler.advance(1);
  expect(shared.sort()).toEqual(['one', 'two']);
  show(2);
  await scheduler.advance(shareMs);
  expect(shared.at(-1)).toBe('stream');
});

it('ignores a lower sequence from a late message, and accepts it from a reloaded screen', async () => {
  show(5);
  await scheduler.advance(shareMs - 1);
  show(4);
  expect(counted()).toEqual({ 5: 1 });
  await scheduler.advance(shareMs);
  show(4);
  expect(counted()).toEqual({ 4: 1 });
});

it('removes a screen without a report for a minute, and shares this without another report', async () => {
  show(5, 'gone');
  await scheduler.advance(silentMs / 2);
  show(5, 'there');
  await scheduler.advance(silentMs / 2);
  expect(counted()).toEqual({ 5: 2 });
  await scheduler.advance(1);
  expect(counted()).toEqual({ 5: 1 });
  shared.length = 0;
  await scheduler.advance(3 * silentMs);
  expect(shared.length).toBeGreaterThan(0);
  expect(counted()).toEqual({});
});

it('keeps neither screens nor timers after they disconnect', async () => {
  for (let index = 0; index < 1_000; index++) show(1, `screen ${index}`, `topic ${index % 10}`);
  expect(screens.size).toBe(1_000);
  await scheduler.advance(3 * silentMs);
  expect(screens.size).toBe(0);
  expect(scheduler.pendingTimers).toBe(0);
});

it('has no timer after close', async () => {
  show(1);
  screens.close();
  expect(scheduler.pendingTimers).toBe(0);
});

describe('the screens of all servers', () => {
  const others = () => new ConnectedScreens(() => {}, scheduler);
  const merged = (...servers: ConnectedScreens[]) =>
    [
      ...mergeScreens(
        servers.map((each) => each.report('stream')),
        scheduler.now(),
      ).values(),
    ].map(({ sequence }) => sequence);
  const showOn = (server: ConnectedScreens, id: string, sequence: number) =>
    server.acknowledge('stream', { id, name: id, sequence });

  it('count one that reconnected to another server once, with what it showed last, in either order of the reports', async () => {
    const [left, right] = [others(), others()];
    showOn(left, 'wall', 7);
    await scheduler.advance(1_000);
    showOn(right, 'wall', 5);
    expect([merged(left, right), merged(right, left)]).toEqual([[5], [5]]);
    await scheduler.advance(1_000);
    showOn(left, 'wall', 6);
    expect([merged(left, right), merged(right, left)]).toEqual([[6], [6]]);
  });

  it('count one that is reported at the same moment by two with the higher sequence', () => {
    const [left, right] = [others(), others()];
    showOn(left, 'wall', 7);
    showOn(right, 'wall', 8);
    expect([merged(left, right), merged(right, left)]).toEqual([[8], [8]]);
  });

  it('do not hold one beyond a minute whose server was killed, though its report is still there', async () => {
    const killed = others();
    showOn(killed, 'wall', 7);
    await scheduler.advance(30_000);
    const report = killed.report('stream');
    await scheduler.advance(30_000);
    expect(mergeScreens([report], scheduler.now()).size).toBe(1);
    await scheduler.advance(50);
    expect(mergeScreens([report], scheduler.now()).size).toBe(0);
  });

  it('take ten characters each in a report', () => {
    for (let index = 0; index < 1_000; index++) show(1, `screen ${index}`);
    expect(screens.report('stream').bySequence[1]).toHaveLength(10_000);
    expect(counted()).toEqual({ 1: 1_000 });
  });
});
