import { expect, it } from 'vitest';
import { createBoundedCache } from '../../../src/cache/bounded-cache.ts';

const bytesOf = (value: string) => value.length;

it('stays within its limit in bytes by evicting the least recently used entries', () => {
  const cache = createBoundedCache<string, string>({ maxBytes: 3_000, bytesOf });
  for (const key of ['a', 'b']) cache.set(key, 'x'.repeat(1_000));
  cache.get('a');
  cache.set('c', 'x'.repeat(1_000));
  expect([...cache.keys()].sort()).toEqual(['a', 'c']);
  expect(cache.calculatedSize).toBeLessThanOrEqual(3_000);
});

it('counts a minimum size for an almost empty entry', () => {
  const cache = createBoundedCache<number, string>({ maxBytes: 10_000, bytesOf });
  for (let key = 0; key < 10_000; key++) cache.set(key, '');
  expect(cache.size).toBeLessThanOrEqual(50);
});

it('does not store an entry above maxEntryBytes, and keeps the others', () => {
  const cache = createBoundedCache<string, string>({ maxBytes: 10_000, maxEntryBytes: 1_000, bytesOf });
  cache.set('small', 'x');
  cache.set('large', 'x'.repeat(1_000));
  expect([...cache.keys()]).toEqual(['small']);
});
