import { beforeEach, describe, expect, it } from 'vitest';
import { ReadsOverloaded } from '../../../src/database/reads-overloaded.ts';
import { TimeSlices } from '../../../src/execution/time-slice.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

let scheduler: FakeScheduler;
let slices: TimeSlices;
let started: string[];
beforeEach(() => {
  scheduler = new FakeScheduler();
  slices = new TimeSlices(scheduler);
  started = [];
  // Takes the time of this turn.
  slices.yield({ key: 'first', isPublic: true });
});

function start(key: string, count = 1, { isPublic = true } = {}): void {
  for (let index = 0; index < count; index++)
    void slices.yield({ key, isPublic })?.then(() => started.push(key));
}

describe('operations that arrive together', () => {
  it('of a caller with a token come before those without one, however many wait', async () => {
    scheduler.block(20);
    start('flood', 1_000);
    start('operator', 2, { isPublic: false });
    await scheduler.settle();
    expect(started.slice(0, 3)).toEqual(['operator', 'operator', 'flood']);
    expect(started).toHaveLength(1_002);
  });

  it('are served round-robin: a caller with many of them delays itself', async () => {
    scheduler.block(20);
    start('flood', 100);
    start('visitor');
    start('another');
    await scheduler.settle();
    expect(started.indexOf('visitor')).toBeLessThanOrEqual(2);
    expect(started.indexOf('another')).toBeLessThanOrEqual(3);
  });

  it('of callers with tokens are served round-robin too', async () => {
    scheduler.block(20);
    start('walls', 100, { isPublic: false });
    start('operator', 1, { isPublic: false });
    await scheduler.settle();
    expect(started.indexOf('operator')).toBeLessThanOrEqual(2);
  });

  it('without a token are rejected when too many wait, and those with one are not', async () => {
    scheduler.block(20);
    start('flood', 4_000);
    expect(() => slices.yield({ key: 'visitor', isPublic: true })).toThrow(ReadsOverloaded);
    start('operator', 1, { isPublic: false });
    await scheduler.settle();
    expect(started[0]).toBe('operator');
  });
});

it('an operation whose rows have arrived is never rejected, however many wait to begin', async () => {
  scheduler.block(20);
  start('flood', 4_000);
  void slices.continue({ key: 'visitor', isPublic: true })?.then(() => started.push('visitor'));
  await scheduler.settle();
  expect(started.indexOf('visitor')).toBeLessThanOrEqual(2);
});

it('does not keep a caller waiting while the turn has time left', () => {
  expect(slices.yield({ key: 'a', isPublic: true })).toBeUndefined();
  expect(slices.yield({ key: 'a', isPublic: false })).toBeUndefined();
});
