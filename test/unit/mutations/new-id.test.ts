import { expect, it } from 'vitest';
import { idsAt } from '../../../src/mutations/new-id.ts';

const microseconds = Date.UTC(2030, 4, 6, 9) * 1_000 + 250;

const fractionOf = (id: string) => Number.parseInt(id.slice(15, 18), 16);

it('makes UUIDs of version 7 that hold the time', () => {
  const id = idsAt(microseconds)();
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.UTC(2030, 4, 6, 9));
  expect(fractionOf(id)).toBe(1_024);
});

it('counts in steps of 1/4096 ms from the whole microsecond', () => {
  const next = idsAt(microseconds + 0.5);
  expect([next(), next(), next()].map(fractionOf)).toEqual([1_024, 1_025, 1_026]);
  // 1 µs is 4.096 steps: the fraction of a step is left out.
  expect(fractionOf(idsAt(microseconds + 1)())).toBe(1_028);
});

it('has random bits everywhere else', () => {
  const randoms = Array.from({ length: 200 }, idsAt(microseconds)).map((id) =>
    BigInt(`0x${id.slice(19).replace('-', '')}`),
  );
  const variant = 1n << 63n;
  const bits = (1n << 62n) - 1n;
  expect(randoms.reduce((all, each) => all | each)).toBe(variant | bits);
  expect(randoms.reduce((all, each) => all & each)).toBe(variant);
});

it('sorts in the order of the times, to the microsecond, and of the calls', () => {
  const first = idsAt(microseconds);
  const ids = [...Array.from({ length: 500 }, first), idsAt(microseconds + 200_000)()];
  expect(ids).toEqual(ids.toSorted());
  expect(idsAt(microseconds)() < idsAt(microseconds + 1)()).toBe(true);
  expect(new Set(ids).size).toBe(501);
});
