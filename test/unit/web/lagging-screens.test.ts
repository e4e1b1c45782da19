import { expect, it } from 'vitest';
import { LaggingScreens } from '../../../src/web/desk/state/lagging-screens.ts';

const left = { name: 'Left', sequence: 6, behindSince: '2023-11-03T02:00:00Z' };
const right = { name: 'Right', sequence: 6, behindSince: '2023-11-03T02:00:00Z' };

it('names a screen that stays behind, and none that was so for a moment after an announcement', () => {
  const screens = new LaggingScreens();
  expect(screens.persistent([left, right], 10_000)).toEqual([]);
  expect(screens.persistent([right], 11_000)).toEqual([]);
  expect(screens.persistent([right], 13_000)).toEqual([right]);
  // Behind again with the next announcement: the tolerance starts again.
  const later = { ...left, sequence: 7, behindSince: '2023-11-03T02:01:00Z' };
  expect(screens.persistent([later, right], 14_000)).toEqual([right]);
});

it('goes by the clock of the desk, whatever the clock of the server says', () => {
  const screens = new LaggingScreens();
  const ahead = { ...left, behindSince: '2099-01-01T00:00:00Z' };
  screens.persistent([ahead], 0);
  expect(screens.persistent([ahead], 3_000)).toEqual([ahead]);
});
