import { expect, it } from 'vitest';
import { jsonDepth } from '../../../src/http/json-depth.ts';

const depthOf = (json: string, limit = 64) => jsonDepth(Buffer.from(json), limit);

it.each([
  ['1', 0],
  ['{}', 1],
  ['[[],[[]],[]]', 3],
  ['{"a":[{"b":1}],"c":{}}', 3],
  ['"[[[["', 0],
  ['["\\"[[[", "\\\\", [1]]', 2],
  ['["{\\\\"]', 1],
  ['["中[한", {"é[": []}]', 3],
])('counts the levels of %s, not what strings contain', (json, depth) => {
  expect(depthOf(json)).toBe(depth);
});

it('stops counting above the limit', () => {
  expect(depthOf('['.repeat(100_000) + ']'.repeat(100_000))).toBe(65);
  expect(depthOf('['.repeat(64) + ']'.repeat(64))).toBe(64);
});
