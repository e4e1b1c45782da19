import { describe, expect, it } from 'vitest';
import { DeskChangeEvents } from '../../../src/programme/presence/desk-changes.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

function open() {
  const scheduler = new FakeScheduler();
  const ticks: number[] = [];
  let watching: (() => void) | null = null;
  const changes = new DeskChangeEvents(scheduler, (onChange) => {
    watching = onChange;
    return () => {
      watching = null;
    };
  });
  const reading = (async () => {
    for await (const tick of changes) ticks.push(tick);
  })();
  return {
    scheduler,
    ticks,
    changes,
    reading,
    change: () => watching?.(),
    isWatching: () => watching !== null,
  };
}

describe('a desk', () => {
  it('is looked at again immediately after a change, and not twice within 300 ms', async () => {
    const { scheduler, ticks, change } = open();
    await scheduler.advance(0);
    expect(ticks).toEqual([1]);
    change();
    change();
    await scheduler.advance(299);
    expect(ticks).toEqual([1]);
    await scheduler.advance(1);
    expect(ticks).toEqual([1, 2]);
    await scheduler.advance(1_000);
    expect(ticks).toEqual([1, 2]);
    change();
    await scheduler.advance(0);
    expect(ticks).toEqual([1, 2, 3]);
  });

  it('is looked at every five seconds where nothing changes', async () => {
    const { scheduler, ticks } = open();
    await scheduler.advance(4_999);
    expect(ticks).toEqual([1]);
    await scheduler.advance(1);
    expect(ticks).toEqual([1, 2]);
  });

  it.each([0, 100])(
    'leaves no timer and no watcher behind when it is left %i ms after a change',
    async (waitMs) => {
      const { scheduler, changes, reading, change, isWatching } = open();
      await scheduler.advance(0);
      change();
      await scheduler.advance(waitMs);
      await changes.return();
      await reading;
      expect([scheduler.pendingTimers, isWatching()]).toEqual([0, false]);
    },
  );
});
