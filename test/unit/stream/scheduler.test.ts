import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { maxTimerMs, sleep, systemScheduler } from '../../../src/stream/scheduler.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('does not fire immediately for a wait that is longer than a timer can be', async () => {
  const fired = vi.fn();
  const timer = systemScheduler.setTimeout(fired, 30 * 86_400_000);
  await vi.advanceTimersByTimeAsync(maxTimerMs - 1);
  expect(fired).not.toHaveBeenCalled();
  timer.cancel();
});

it('fires after the wait, and not after it was cancelled', async () => {
  const [fired, cancelled, repeated] = [vi.fn(), vi.fn(), vi.fn()];
  systemScheduler.setTimeout(fired, 100);
  systemScheduler.setTimeout(cancelled, 100).cancel();
  const interval = systemScheduler.setInterval(repeated, 30);
  await vi.advanceTimersByTimeAsync(99);
  expect(fired).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  interval.cancel();
  await vi.advanceTimersByTimeAsync(100);
  expect(fired).toHaveBeenCalledOnce();
  expect(cancelled).not.toHaveBeenCalled();
  expect(repeated).toHaveBeenCalledTimes(3);
});

it('sleeps for the wait', async () => {
  const woken = vi.fn();
  void sleep(systemScheduler, 250).then(woken);
  await vi.advanceTimersByTimeAsync(249);
  expect(woken).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(woken).toHaveBeenCalledOnce();
});
