import { afterEach, expect, it, vi } from 'vitest';
import { newId } from '../../../src/mutations/new-id.ts';

afterEach(() => void vi.restoreAllMocks());

it('is a UUID of version 7 with the time of its making', () => {
  const id = newId();
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const ms = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
  expect(Math.abs(ms - Date.now())).toBeLessThan(60_000);
});

it('sorts in the order of making, also within a millisecond, and is never the same twice', () => {
  let elapsedMs = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => elapsedMs);
  const ids = Array.from({ length: 3_000 }, (_, index) => {
    elapsedMs = index / 1_000;
    return newId();
  });
  expect([...ids].sort()).toEqual(ids);
  elapsedMs = 0;
  expect(new Set(Array.from({ length: 1_000 }, newId)).size).toBe(1_000);
});
