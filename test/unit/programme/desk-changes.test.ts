import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DeskChangeEvents } from '../../../src/programme/presence/desk-changes.ts';

let change: () => void;
let watchers: number;
let ticks: number[];
let events: DeskChangeEvents;

beforeEach(() => {
  vi.useFakeTimers();
  watchers = 0;
  ticks = [];
  events = new DeskChangeEvents((onChange) => {
    watchers++;
    change = onChange;
    return () => void watchers--;
  });
});
afterEach(() => void vi.useRealTimers());

/** Takes each tick as soon as it comes. */
async function consume(): Promise<void> {
  for await (const tick of events) ticks.push(tick);
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

it('ticks at once, and then after a change', async () => {
  void consume();
  await pass(0);
  expect(ticks).toEqual([1]);
  await pass(1_000);
  expect(ticks).toEqual([1]);
  change();
  await pass(0);
  expect(ticks).toEqual([1, 2]);
  await events.return();
});

it('ticks once for many changes within 300 ms, and not earlier', async () => {
  void consume();
  await pass(0);
  for (let count = 0; count < 50; count++) change();
  await pass(299);
  expect(ticks).toEqual([1]);
  await pass(1);
  expect(ticks).toEqual([1, 2]);
  await pass(1_000);
  expect(ticks).toEqual([1, 2]);
  await events.return();
});

it('ticks every five seconds without a change, for as long as it is subscribed to', async () => {
  void consume();
  await pass(10 * 60_000);
  expect(ticks).toHaveLength(1 + 120);
  await events.return();
});

it.each([
  ['while it waits for a change', 1_000],
  ['while it waits for the next tick to be due', 0],
])('ends at once %s, and leaves no timer and no watcher', async (_when, ms) => {
  const consumed = consume();
  await pass(ms);
  if (ms === 0) change();
  await pass(0);
  expect(watchers).toBe(1);
  await events.return();
  await consumed;
  await events[Symbol.asyncDispose]();
  expect([watchers, vi.getTimerCount()]).toEqual([0, 0]);
  expect(await events.next()).toEqual({ done: true, value: undefined });
});
