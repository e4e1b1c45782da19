import { expect, it, vi } from 'vitest';
import { OwnResults } from '../../../src/realtime/own-results.ts';

async function* source() {
  yield { data: { desk: 1 } };
}

it('end once, when their source ends', async () => {
  const results = new OwnResults(source());
  const onEnd = vi.fn();
  results.onEnd(onEnd);
  expect(await results.next()).toEqual({ done: false, value: { data: { desk: 1 } } });
  expect(onEnd).not.toHaveBeenCalled();
  expect((await results.next()).done).toBe(true);
  await results.return();
  expect(onEnd).toHaveBeenCalledTimes(1);
});

it('end when their source fails, and fail as it did', async () => {
  // biome-ignore lint/correctness/useYield: it fails before its first result
  const failing = (async function* (): AsyncGenerator<never, void> {
    throw new Error('broken');
  })();
  const results = new OwnResults(failing);
  const onEnd = vi.fn();
  results.onEnd(onEnd);
  await expect(results.next()).rejects.toThrow('broken');
  expect(onEnd).toHaveBeenCalledTimes(1);
});

it.each(['return', 'throw'] as const)('end at %s(), although their source is waited for', async (how) => {
  const waiting = { next: () => new Promise<never>(() => {}), return: vi.fn(async () => ({ done: true })) };
  const results = new OwnResults(waiting as never);
  const onEnd = vi.fn();
  results.onEnd(onEnd);
  void results.next();
  expect(await results[how]()).toEqual({ done: true, value: undefined });
  expect(onEnd).toHaveBeenCalledTimes(1);
  expect(waiting.return).toHaveBeenCalledTimes(1);
});

it('call back immediately where they have already ended', async () => {
  const results = new OwnResults(source());
  await results.return();
  const onEnd = vi.fn();
  results.onEnd(onEnd);
  expect(onEnd).toHaveBeenCalledTimes(1);
});
