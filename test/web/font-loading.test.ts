/** A wall shows Chinese and Korean in the shipped fonts. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { usePages } from '../support/pages.ts';
import { usePavilion } from '../support/pavilion.ts';

const visit = usePages();

const parts = (page: Page, wanted: FontFace['status'], family: string) =>
  page.evaluate(
    ([status, name]) =>
      [...document.fonts].filter((face) => face.status === status && face.family.includes(name!)).length,
    [wanted, family],
  );

it('loads the fonts of the next language before it shows it', async () => {
  const { url } = await usePavilion();
  const { context } = await visit();
  const page = await context.newPage();
  await page.clock.setFixedTime(0);
  await page.goto(`${url}/screen/yancheng-2022`);
  await page.locator('main[lang=en]').waitFor();
  for (const family of ['Noto Serif SC', 'Noto Serif KR'])
    await expect.poll(() => parts(page, 'loaded', family)).toBeGreaterThan(0);
  await expect.poll(() => parts(page, 'loading', 'Noto')).toBe(0);
  const asked: string[] = [];
  page.on('request', (request) => request.url().endsWith('.woff2') && asked.push(request.url()));
  await page.clock.setFixedTime(2 * 12_000);
  await page.locator('main[lang=ko]').waitFor();
  await page.evaluate(() => document.fonts.ready);
  expect(asked).toEqual([]);
});
