import { expect, it } from 'vitest';
import { DeliveryTimes } from '../../../src/stream/delivery-times.ts';

function measure() {
  const clock = { nowMs: 1_000 };
  const observed: number[] = [];
  const times = new DeliveryTimes({ monotonicMs: () => clock.nowMs }, (ms) => observed.push(ms));
  return { clock, observed, times };
}

it('measures each mutation once for each audience that receives its entry', () => {
  const { clock, observed, times } = measure();
  times.begin({ streamId: 'a', sequence: 5, startedMs: 1_000 });
  clock.nowMs = 1_020;
  times.delivered('a', 4, 5);
  clock.nowMs = 1_030;
  times.delivered('a', 3, 6);
  expect(observed).toEqual([20, 30]);
});

it('leaves out other streams, and entries before and after', () => {
  const { observed, times } = measure();
  times.begin({ streamId: 'a', sequence: 5, startedMs: 1_000 });
  times.delivered('b', 4, 5);
  times.delivered('a', 5, 9);
  times.delivered('a', 0, 4);
  expect(observed).toEqual([]);
});

it('forgets mutations of more than half a minute ago, and the oldest of more than a thousand', () => {
  const { clock, observed, times } = measure();
  times.begin({ streamId: 'a', sequence: 1, startedMs: 1_000 });
  clock.nowMs = 31_001;
  times.delivered('a', 0, 1);
  expect(observed).toEqual([]);
  for (let sequence = 1; sequence <= 1_001; sequence++)
    times.begin({ streamId: 'b', sequence, startedMs: clock.nowMs });
  times.delivered('b', 0, 1);
  expect(observed).toEqual([]);
  times.delivered('b', 0, 2_000);
  expect(observed).toHaveLength(1_000);
});
