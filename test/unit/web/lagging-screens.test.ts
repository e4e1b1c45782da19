import { expect, it } from 'vitest';
import { Laggards } from '../../../src/web/desk/lagging-screens.ts';

const left = { name: 'Left', sequence: 6, behindSince: '2023-11-03T02:00:00Z' };
const right = { name: 'Right', sequence: 6, behindSince: '2023-11-03T02:00:00Z' };

it('names a screen that stays behind, and none that was so for a moment after an announcement', () => {
  const laggards = new Laggards();
  expect(laggards.lasting([left, right], 10_000)).toEqual([]);
  expect(laggards.lasting([right], 11_000)).toEqual([]);
  expect(laggards.lasting([right], 13_000)).toEqual([right]);
  // ServerDeps once more, with the next announcement: its patience begins anew.
  const later = { ...left, sequence: 7, behindSince: '2023-11-03T02:01:00Z' };
  expect(laggards.lasting([later, right], 14_000)).toEqual([right]);
});

it('goes by the clock of the desk, whatever the clock of the server says', () => {
  const laggards = new Laggards();
  const ahead = { ...left, behindSince: '2099-01-01T00:00:00Z' };
  laggards.lasting([ahead], 0);
  expect(laggards.lasting([ahead], 3_000)).toEqual([ahead]);
});
