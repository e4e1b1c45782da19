/** Every state of wall, desk and overlay, in every size, language and theme, and a picture of each. */
import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deskLanguages } from '../../src/web/desk/words/words.ts';
import { deskStates } from '../../src/web/preview/desk-states.ts';
import { filledOverlays } from '../../src/web/preview/overlay-states.ts';
import { previewLanguages } from '../../src/web/preview/preview-address.ts';
import { sizes } from '../../src/web/preview/sizes.ts';
import { wallStates } from '../../src/web/preview/wall-states.ts';
import { pictures } from '../support/pages.ts';
import { usePreview } from '../support/preview.ts';
import {
  axeSource,
  cutOffParts,
  layoutFaults,
  overlayFaults,
  violations,
} from '../support/preview-checks.ts';

const open = usePreview();
const wallNames = Object.keys(wallStates);
const deskNames = Object.keys(deskStates);

describe('a wall in every state', () => {
  it.each(previewLanguages)('shows everything without truncation or overlap, in %s', async (language) => {
    const { page, show, problems } = await open('wall');
    for (const name of wallNames) {
      await show(name, { language, size: sizes.wall });
      expect(await layoutFaults(page), name).toEqual([]);
    }
    expect(problems).toEqual([]);
  });

  it.each([
    ...(['laptop', '4K', 'ultrawide', 'band', 'ribbon', 'totem', 'phone'] as const).map(
      (size) => [size, 'en'] as const,
    ),
    ...(['band', 'ribbon', 'totem'] as const).map((size) => [size, 'ko'] as const),
    ['ribbon', 'de'],
    ['totem', 'ar'],
  ] as const)('shows everything whole and without overlaps, on a %s, in %s', async (size, language) => {
    const { page, show } = await open('wall');
    const found: string[] = [];
    for (const name of wallNames) {
      await show(name, { language, size: sizes[size] });
      found.push(...(await layoutFaults(page)).map((fault) => `${name}: ${fault}`));
    }
    expect(found).toEqual([]);
  });
});

describe('an overlay in every state', () => {
  it.each(previewLanguages)('shows everything within the safe area, in %s', async (language) => {
    const { page, show, problems } = await open('overlay');
    for (const size of [sizes.wall, sizes['4K']]) {
      for (const name of filledOverlays) {
        await show(name, { language, size });
        expect(await overlayFaults(page), name).toEqual([]);
      }
    }
    expect(problems).toEqual([]);
  });
});

describe('the desk in every state', () => {
  it.each(deskLanguages)('truncates nothing on a small laptop, in %s', async (language) => {
    const { page, show, problems } = await open('desk');
    for (const name of deskNames) {
      await show(name, { language, size: sizes['small laptop'] });
      expect(await cutOffParts(page), name).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollHeight), name).toBeLessThanOrEqual(768);
    }
    expect(problems).toEqual([]);
  });
});

it.each([
  ['wall', 'ink', wallNames],
  ['wall', 'paper', wallNames],
  ['desk', 'ink', deskNames],
  ['overlay', 'ink', filledOverlays],
  ['overlay', 'paper', filledOverlays],
] as const)(
  'every state of the %s, in %s, passes the accessibility checks of axe',
  async (name, theme, states) => {
    const { page, show } = await open(name);
    await page.evaluate(axeSource);
    // A blank picture shows nothing, so it has no heading.
    for (const state of states.filter((each) => each !== 'blank picture')) {
      await show(state, { theme });
      expect(await violations(page), state).toEqual([]);
    }
  },
  90_000,
);

it.each([
  ['wall', wallNames, sizes.wall],
  ['desk', deskNames, sizes.laptop],
  ['overlay', filledOverlays, sizes.wall],
] as const)(
  'takes a picture of every state of the %s',
  async (name, states, size) => {
    const folder = `${pictures}/${name}`;
    mkdirSync(folder, { recursive: true });
    const { page, show } = await open(name);
    for (const state of states) {
      await show(state, { size });
      const path = `${folder}/${state.replaceAll(/\W+/g, '-')}.jpg`;
      await page.screenshot({ path, type: 'jpeg', quality: 88 });
    }
  },
  60_000,
);
