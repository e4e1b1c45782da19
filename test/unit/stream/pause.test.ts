import { expect, it } from 'vitest';
import { createPause } from '../../../src/stream/pause.ts';

it('returns to the event loop only when the turn has lasted long enough', async () => {
  let nowMs = 0;
  let turns = 0;
  const pause = createPause({
    monotonicMs: () => nowMs,
    setImmediate(callback) {
      turns++;
      callback();
    },
  });
  for (let part = 0; part < 100; part++) {
    nowMs += 1;
    await pause();
  }
  expect(turns).toBe(Math.floor(100 / 15));
  nowMs += 1_000;
  await pause();
  await pause();
  expect(turns).toBe(7);
});
