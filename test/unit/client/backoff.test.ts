import { expect, it } from 'vitest';
import { Backoff } from '../../../src/client/backoff.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

const waits = (backoff: Backoff, count: number) => Array.from({ length: count }, () => backoff.nextMs());

function withChance(chance: number): Backoff {
  const scheduler = new FakeScheduler();
  scheduler.chance = chance;
  return new Backoff({ firstMs: 100, maxMs: 1_000 }, scheduler);
}

it('doubles its limit with each attempt, up to the maximum, without an end', () => {
  expect(waits(withChance(1), 6)).toEqual([100, 200, 400, 800, 1_000, 1_000]);
  const backoff = withChance(1);
  waits(backoff, 5_000);
  expect(backoff.nextMs()).toBe(1_000);
});

it('spreads waits from a quarter of the limit to the whole of it', () => {
  expect(waits(withChance(0), 3)).toEqual([25, 50, 100]);
  expect(waits(withChance(0.5), 3)).toEqual([62.5, 125, 250]);
});

it('spreads the longest wait over the last quarter of the maximum', () => {
  expect(withChance(0).longestMs()).toBe(750);
  expect(withChance(1).longestMs()).toBe(1_000);
});

it('reaches half a second and eight seconds by default, not more', () => {
  const scheduler = new FakeScheduler();
  scheduler.chance = 1;
  const backoff = new Backoff(undefined, scheduler);
  expect(waits(backoff, 6)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000]);
  expect(backoff.longestMs()).toBe(8_000);
});

it('begins again after a reset', () => {
  const backoff = withChance(1);
  waits(backoff, 4);
  backoff.reset();
  expect(backoff.nextMs()).toBe(100);
});

it('waits at most half a second first and eight seconds later by default, with real jitter', () => {
  const clients = Array.from({ length: 200 }, () => waits(new Backoff(), 8));
  for (const [first, ...later] of clients) {
    expect(first).toBeGreaterThanOrEqual(125);
    expect(first).toBeLessThanOrEqual(500);
    expect(later.at(-1)).toBeGreaterThanOrEqual(2_000);
    expect(later.at(-1)).toBeLessThanOrEqual(8_000);
  }
  expect(new Set(clients.map(([first]) => first)).size).toBeGreaterThan(190);
});
