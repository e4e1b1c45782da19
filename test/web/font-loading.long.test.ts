/** A wall loads its fonts again after a failed load. */
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

it('repeats failed loads of font parts', async () => {
  const { url } = await usePavilion();
  const { context } = await visit();
  const page = await context.newPage();
  await page.route('**/*.woff2', (route) => route.abort());
  await page.goto(`${url}/screen/yancheng-2022?lang=zh`);
  await expect.poll(() => parts(page, 'error', 'Noto Sans SC')).toBeGreaterThan(0);
  await page.unroute('**/*.woff2');
  await expect.poll(() => parts(page, 'loaded', 'Noto Serif SC'), { timeout: 45_000 }).toBeGreaterThan(0);
  await expect.poll(() => parts(page, 'error', 'Noto'), { timeout: 45_000 }).toBe(0);
  expect(await page.locator('link[href*="/fonts-"]').count()).toBe(1);
});
