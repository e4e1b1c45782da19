import { expect, it } from 'vitest';
import { idsAt } from '../../../src/mutations/new-id.ts';

const microseconds = Date.UTC(2030, 4, 6, 9) * 1_000 + 250;

it('makes UUIDs of version 7 that hold the time', () => {
  const id = idsAt(microseconds)();
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.UTC(2030, 4, 6, 9));
  expect(Number.parseInt(id.slice(15, 18), 16)).toBe(1_024);
});

it('sorts in the order of the times, to the microsecond, and of the calls', () => {
  const first = idsAt(microseconds);
  const ids = [...Array.from({ length: 500 }, first), idsAt(microseconds + 200_000)()];
  expect(ids).toEqual(ids.toSorted());
  expect(idsAt(microseconds)() < idsAt(microseconds + 1)()).toBe(true);
  expect(new Set(ids).size).toBe(501);
});
