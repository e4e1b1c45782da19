import { beforeEach, expect, it } from 'vitest';
import { ConnectedScreens, maxLaggingScreens, silentMs } from '../../../src/presence/connected-screens.ts';
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
  screens.acknowledge(topic, { id, name: id, sequence, shownAt: scheduler.now() });

it('counts the screens at each sequence, and lists those that are furthest behind first', () => {
  for (const [id, sequence] of [
    ['a', 7],
    ['b', 9],
    ['c', 7],
    ['d', 3],
  ] as const)
    show(sequence, id);
  const { bySequence, furthestBehind } = screens.report('stream');
  expect(bySequence).toEqual({ 3: 1, 7: 2, 9: 1 });
  expect(furthestBehind.map(({ id }) => id)).toEqual(['d', 'a', 'c', 'b']);
  expect(screens.report('another stream')).toEqual({ bySequence: {}, furthestBehind: [] });
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
  expect(screens.report('stream').bySequence).toEqual({ 5: 1 });
  await scheduler.advance(shareMs);
  show(4);
  expect(screens.report('stream').bySequence).toEqual({ 4: 1 });
});

it('removes a screen without a report for a minute, and shares this without another report', async () => {
  show(5, 'gone');
  await scheduler.advance(silentMs / 2);
  show(5, 'there');
  await scheduler.advance(silentMs / 2);
  expect(screens.report('stream').bySequence).toEqual({ 5: 2 });
  await scheduler.advance(1);
  expect(screens.report('stream').bySequence).toEqual({ 5: 1 });
  shared.length = 0;
  await scheduler.advance(3 * silentMs);
  expect(shared.length).toBeGreaterThan(0);
  expect(screens.report('stream').bySequence).toEqual({});
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
