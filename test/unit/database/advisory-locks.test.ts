import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { advisoryLocks } from '../../../src/database/advisory-locks.ts';

const root = new URL('../../../', import.meta.url).pathname;

it('no two locks have the same key', () => {
  const keys = Object.values(advisoryLocks);
  expect(new Set(keys).size).toBe(keys.length);
});

it('every lock has its key from this list', () => {
  const others = globSync('src/**/*.ts', { cwd: root }).filter((path) => {
    const calls = readFileSync(`${root}${path}`, 'utf8').match(/advisory_(xact_)?lock\([^)]*/g) ?? [];
    return calls.some((call) => !call.includes('advisoryLocks.'));
  });
  expect(others).toEqual([]);
});
