/** Nothing on the wall is cut off and nothing covers another, however long the texts are and whatever is told. */
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { laptop, openPage, phone, shows, takePicture, usePages, wall } from '../support/pages.ts';
import { usePavilion } from '../support/pavilion.ts';
import { openStage } from '../support/stage.ts';

const visit = usePages();

/** Which parts of the picture are cut off, reach out of it or lie on each other. */
function faults(screen: Page): Promise<string[]> {
  return screen.evaluate(() => {
    const found: string[] = [];
    for (const part of document.querySelectorAll('.stage > article, .totals')) {
      if (part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1)
        found.push(`${part.className} is cut off`);
    }
    const parts = [...document.querySelectorAll('main > :not(.connection-badge, .mode-badge)')]
      .filter((part) => getComputedStyle(part).visibility === 'visible')
      .map((part) => ({ name: part.className || part.tagName, box: part.getBoundingClientRect() }));
    for (const [index, { name, box }] of parts.entries()) {
      if (box.bottom > innerHeight + 1 || box.right > innerWidth + 1) found.push(`${name} reaches out`);
      for (const other of parts.slice(index + 1)) {
        const width = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const height = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (width > 1 && height > 1) found.push(`${name} and ${other.name} lie on each other`);
      }
    }
    return found;
  });
}

it('a theme that exists in one language only is shown whole by the screens of all', async () => {
  const { url } = await usePavilion();
  const { context } = await visit();
  for (const size of [wall, laptop]) {
    for (const language of ['en', 'zh', 'ko']) {
      const address = `${url}/screen/yancheng-2023?lang=${language}`;
      const { page } = await openPage(context, address, { size });
      await shows(page, 0);
      await page.evaluate(() => document.fonts.ready);
      expect(await faults(page), `${language} ${size.width}`).toEqual([]);
      await page.close();
    }
  }
});

it('a notice stands in a place of its own and covers nothing', async () => {
  const stage = await openStage({ deals: 4 });
  onTestFinished(() => stage[Symbol.asyncDispose]());
  const { context } = await visit();
  const address = `${stage.nodes[0]!.url}/screen/${stage.slug}`;
  const { page } = await openPage(context, address, { size: wall });
  for (let count = 0; count < 4; count++) await stage.sign();
  await shows(page, 5);
  expect(await faults(page)).toEqual([]);
  await stage.notice('Please remain seated: the second part of the ceremony begins in about ten minutes.');
  await shows(page, 6);
  await page.locator('.notice').waitFor();
  expect(await page.locator('.industries').isVisible()).toBe(false);
  expect(await faults(page)).toEqual([]);
  await takePicture(page, 'notice');
});

it('is as large on its way to its place as it is there, on a wall and on a phone', async () => {
  const { url } = await usePavilion();
  const { context } = await visit();
  const scaleOf = (page: Page) => page.locator('.stage').evaluate((each: HTMLElement) => each.style.cssText);
  for (const size of [wall, phone]) {
    const address = `${url}/screen/yancheng-2022?lang=en`;
    const { page: still } = await openPage(context, address, { size });
    const { page: moving } = await openPage(context, address, { size, isStill: false });
    for (const page of [still, moving]) {
      await page.locator('.wall.after').waitFor();
      await page.evaluate(() => document.fonts.ready);
    }
    expect(await scaleOf(moving), `${size.width}`).toBe(await scaleOf(still));
  }
});
