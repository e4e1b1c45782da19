/** Every state of wall and desk, drawn by the real components from fixtures. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { deskStates } from '../../src/web/preview/desk-states.ts';
import { previewLanguages } from '../../src/web/preview/preview-address.ts';
import { sizes } from '../../src/web/preview/sizes.ts';
import { wallStates } from '../../src/web/preview/wall-states.ts';
import { pictures } from '../support/pages.ts';
import { usePreview } from '../support/preview.ts';

const open = usePreview();
const wallNames = Object.keys(wallStates);
const deskNames = Object.keys(deskStates);

/** Parts of a wall that are cut off, leave the picture or overlap. */
function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const part of document.querySelectorAll('.stage > article, .totals')) {
      const isClipped = getComputedStyle(part).overflowY !== 'visible';
      const isTall = isClipped && part.scrollHeight > part.clientHeight + 1;
      if (isTall || part.scrollWidth > part.clientWidth + 1) found.push(`${part.className} is cut off`);
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page is too wide');
    // A totem or a phone scrolls.
    const isUpright = innerHeight > innerWidth;
    const parts = [...document.querySelectorAll('main > :not(.connection-badge, .mode-badge)')]
      .filter((part) => getComputedStyle(part).visibility === 'visible')
      .filter((part) => !isUpright || getComputedStyle(part).position !== 'sticky')
      .map((part) => ({ name: part.className || part.tagName, box: part.getBoundingClientRect() }));
    for (const [index, { name, box }] of parts.entries()) {
      if ((!isUpright && box.bottom > innerHeight + 1) || box.right > innerWidth + 1)
        found.push(`${name} leaves the picture`);
      for (const other of parts.slice(index + 1)) {
        const width = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const height = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (width > 1 && height > 1) found.push(`${name} and ${other.name} overlap`);
      }
    }
    return found;
  });
}

describe('a wall in every state', () => {
  it.each(previewLanguages)('shows everything without truncation or overlap, in %s', async (language) => {
    const { page, show, problems } = await open('wall');
    for (const name of wallNames) {
      await show(name, { language, size: sizes.wall });
      expect(await layoutFaults(page), name).toEqual([]);
    }
    expect(problems).toEqual([]);
  });

  it.each(['laptop', 'ultrawide', 'totem', 'phone'] as const)(
    'shows everything whole and without overlaps, on a %s',
    async (size) => {
      const { page, show } = await open('wall');
      for (const name of wallNames) {
        await show(name, { size: sizes[size] });
        expect(await layoutFaults(page), name).toEqual([]);
      }
    },
  );

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

describe('the desk in every state', () => {
  it.each(previewLanguages)('truncates nothing on a small laptop, in %s', async (language) => {
    const { page, show, problems } = await open('desk');
    for (const name of deskNames) {
      await show(name, { language, size: sizes['small laptop'] });
      const cutOff = await page.evaluate(() =>
        [...document.querySelectorAll('button, header *, aside *')]
          // The running order shortens titles on purpose.
          .filter((part) => !part.closest('.running-order'))
          .filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0)
          .map((part) => part.outerHTML),
      );
      expect(cutOff, name).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollHeight), name).toBeLessThanOrEqual(768);
    }
    expect(problems).toEqual([]);
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
    await expect.poll(() => page.locator('.screens li').count()).toBe(2);
  });
});

interface Violation {
  id: string;
  nodes: { html: string }[];
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function violations(page: Page): Promise<string[]> {
  // axe cannot measure the contrast on a gradient: take the end of it that is closer to the text.
  await page.evaluate(() => {
    const main = document.querySelector('main');
    if (main) main.style.background = 'var(--ground-raised)';
  });
  const { violations: found } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }).axe.run(),
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

it.each([
  ['wall', 'ink', wallNames],
  ['wall', 'paper', wallNames],
  ['desk', 'ink', deskNames],
] as const)(
  'every state of the %s, in %s, passes the accessibility checks of axe',
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

it.each([
  ['wall', wallNames, sizes.wall],
  ['desk', deskNames, sizes.laptop],
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
