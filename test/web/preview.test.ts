/** States of wall, desk and overlay, drawn by the real components from fixtures. preview.long.test.ts has the other sizes and languages. */
import { describe, expect, it } from 'vitest';
import { deskLanguages } from '../../src/web/desk/words/words.ts';
import { deskStates } from '../../src/web/preview/desk-states.ts';
import { emptyOverlays, filledOverlays } from '../../src/web/preview/overlay-states.ts';
import { previewLanguages } from '../../src/web/preview/preview-address.ts';
import { sizes } from '../../src/web/preview/sizes.ts';
import { wallStates } from '../../src/web/preview/wall-states.ts';
import { usePreview } from '../support/preview.ts';
import {
  axeSource,
  cutOffParts,
  layoutFaults,
  missingGlyphs,
  overlayFaults,
  violations,
} from '../support/preview-checks.ts';

const open = usePreview();
const wallNames = Object.keys(wallStates);
const deskNames = Object.keys(deskStates);
/** Every fourth state. */
const representative = (names: string[]) => names.filter((_, index) => index % 4 === 0);

describe('a wall in every state', () => {
  it.each(['zh'] as const)('shows everything without truncation or overlap, in %s', async (language) => {
    const { page, show, problems } = await open('wall');
    for (const name of wallNames) {
      await show(name, { language, size: sizes.wall });
      expect(await layoutFaults(page), name).toEqual([]);
    }
    expect(problems).toEqual([]);
  });

  it.each(['ja', 'th', 'ar', 'de'])(
    'breaks long words and keeps clear of the badges, in %s',
    async (language) => {
      const { page, show } = await open('wall');
      for (const name of ['signing', 'rehearsal', 'slide', 'title picture', 'totals picture']) {
        await show(name, { language, size: sizes.wall });
        expect(await layoutFaults(page), name).toEqual([]);
      }
    },
  );

  it('has every glyph in the bundled fonts, in each language of the preview', async () => {
    const { page, show } = await open('wall');
    for (const language of previewLanguages) {
      await show('earlier deal corrected and retracted', { language, size: sizes.wall });
      expect(await missingGlyphs(page), language).toEqual([]);
    }
  });

  it.each(['phone'] as const)('shows everything whole and without overlaps, on a %s', async (size) => {
    const { page, show } = await open('wall');
    for (const name of wallNames) {
      await show(name, { size: sizes[size] });
      expect(await layoutFaults(page), name).toEqual([]);
    }
  });

  it('keeps its layout during animations, on a wall and on a phone', async () => {
    const pages = [await open('wall'), await open('wall', false)];
    for (const size of [sizes.wall, sizes.phone]) {
      for (const { show } of pages) await show('after the closing', { size });
      const [still, moving] = await Promise.all(
        pages.map(({ page }) => page.locator('.stage').evaluate((stage: HTMLElement) => stage.style.cssText)),
      );
      expect(moving, `${size.width}`).toBe(still);
    }
  });

  it('replaces the industries with a notice', async () => {
    const { page, show } = await open('wall');
    await show('notice', { size: sizes.wall });
    expect(await page.locator('.notice').isVisible()).toBe(true);
    expect(await page.locator('.industries').isVisible()).toBe(false);
  });

  it('shows the clock of the requested venue, else those of all venues', async () => {
    const { page, show } = await open('wall');
    const clocks = page.locator('.clocks > span');
    await show('signing');
    expect(await clocks.allTextContents()).toEqual(['Yancheng 9:34 AM', 'Seoul 10:34 AM']);
    await show('one venue');
    expect(await clocks.allTextContents()).toEqual(['Seoul 10:34 AM']);
  });

  it('counts down to the opening', async () => {
    const { page, show } = await open('wall');
    const countdown = page.locator('.countdown');
    await show('before the opening');
    expect(await countdown.textContent()).toBe('01 hours33 minutes00 seconds');
    await show('days before the opening', { language: 'zh' });
    expect(await countdown.textContent()).toBe('12 天00 小时00 分00 秒');
    await show('past the planned start');
    expect(await countdown.count()).toBe(0);
  });
});

describe('an overlay in every state', () => {
  it('shows everything within the safe area, on a wall and in 4K', async () => {
    const { page, show, problems } = await open('overlay');
    for (const size of [sizes.wall, sizes['4K']]) {
      for (const name of filledOverlays) {
        await show(name, { language: 'zh', size });
        expect(await overlayFaults(page), name).toEqual([]);
        expect(await page.locator('.graphic').count(), name).toBe(1);
      }
    }
    expect(problems).toEqual([]);
  });

  it('is empty without content', async () => {
    const { page, show } = await open('overlay');
    for (const name of emptyOverlays) {
      await show(name, { size: sizes.wall });
      expect(await page.locator('main > *').count(), name).toBe(0);
    }
  });

  it('has every glyph in the bundled fonts, in each language of the preview', async () => {
    const { page, show } = await open('overlay');
    for (const language of previewLanguages) {
      for (const name of ['lower-third: signing', 'countdown: days before the opening']) {
        await show(name, { language, size: sizes.wall });
        expect(await missingGlyphs(page), `${name} in ${language}`).toEqual([]);
      }
    }
  });
});

describe('the desk in every state', () => {
  it.each(['ko'] as const)('truncates nothing on a small laptop, in %s', async (language) => {
    const { page, show, problems } = await open('desk');
    for (const name of deskNames) {
      await show(name, { language, size: sizes['small laptop'] });
      expect(await cutOffParts(page), name).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollHeight), name).toBeLessThanOrEqual(768);
    }
    expect(problems).toEqual([]);
  });

  it('has every glyph in the bundled fonts, in each of its languages', async () => {
    const { page, show } = await open('desk');
    for (const language of deskLanguages) {
      await show('correction form', { language });
      await show('next deal', { language });
      expect(await missingGlyphs(page), language).toEqual([]);
    }
  });

  it('opens the forms by keyboard shortcuts', async () => {
    const { page, show } = await open('desk');
    for (const name of ['correction form', 'retraction form', 'notice form']) {
      await show(name);
      expect(await page.locator('dialog').count(), name).toBe(1);
    }
  });

  it('names the screens that lag', async () => {
    const { page, show } = await open('desk');
    await show('lagging screens');
    await expect.poll(() => page.locator('.screens > ul > li').count()).toBe(2);
  });
});

it.each([
  ['wall', 'ink', representative(wallNames)],
  ['desk', 'ink', representative(deskNames)],
  ['overlay', 'ink', representative([...filledOverlays])],
] as const)(
  'the %s, in %s, passes the accessibility checks of axe',
  async (name, theme, states) => {
    const { page, show } = await open(name);
    await page.evaluate(axeSource);
    for (const state of states) {
      await show(state, { theme });
      expect(await violations(page), state).toEqual([]);
    }
  },
  90_000,
);
