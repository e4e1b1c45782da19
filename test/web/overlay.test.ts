/** An overlay for the picture of a broadcast: transparent, empty until it has something to show, unattended. */
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { mutate, query } from '../support/http-client.ts';
import { openPage, takePicture, usePages, wall as wallSize } from '../support/pages.ts';
import { tokenFor } from '../support/pavilion.ts';
import { openStage } from '../support/stage.ts';

const visit = usePages();
const slow = { timeout: 15_000 };

async function useOverlays() {
  const stage = await openStage({ deals: 4 });
  onTestFinished(() => stage[Symbol.asyncDispose]());
  const { url } = stage.nodes[0]!;
  const { context } = await visit();
  const address = `${url}/overlay/${stage.slug}`;
  const open = (parameters: string, isStill = true) =>
    openPage(context, `${address}?${parameters}`, { size: wallSize, isStill });
  const setWalls = (input: object) =>
    mutate(url, 'setWallControl', { exhibition: stage.slug, ...input }, '__typename', {
      token: stage.operator,
    });
  return { ...stage, url, context, address, open, setWalls };
}

const graphics = (page: Page) => page.locator('.graphic').count();
const shows = (page: Page, count: number) => expect.poll(() => graphics(page), slow).toBe(count);
const isLive = (page: Page) => page.locator('main[data-connection=live]').waitFor();

/** The alpha of pixels of the page as it is laid over a picture, from 0 to 255. */
async function alphaAt(page: Page, points: { x: number; y: number }[]): Promise<number[]> {
  const picture = await page.screenshot({ omitBackground: true });
  const reader = await page.context().newPage();
  return await reader.evaluate(
    async ([base64, at]) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
      canvas.drawImage(bitmap, 0, 0);
      return at.map(({ x, y }) => canvas.getImageData(x, y, 1, 1).data[3]!);
    },
    [picture.toString('base64'), points] as const,
  );
}

it('is transparent but for its graphic, which a signing brings and the desk takes away', async () => {
  const stage = await useOverlays();
  const { page, problems } = await stage.open('graphic=lower-third&lang=en&hold=0');
  await isLive(page);
  expect(await page.locator('main > *').count()).toBe(0);
  const points = [
    { x: 2, y: 2 },
    { x: 960, y: 540 },
    { x: 1910, y: 1070 },
  ];
  expect(await alphaAt(page, points)).toEqual([0, 0, 0]);

  await stage.sign();
  await shows(page, 1);
  const { exhibition } = await query(
    stage.url,
    'query Title($slug: ID!) { exhibition(idOrSlug: $slug) { deals(first: 1) { nodes { title(language: "en") } } } }',
    { slug: stage.slug },
  );
  expect(await page.locator('.title').textContent()).toBe(exhibition.deals.nodes[0].title);
  const box = (await page.locator('.graphic').boundingBox())!;
  const inside = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + 4) };
  expect(await alphaAt(page, [...points, inside])).toEqual([0, 0, 0, 255]);
  await takePicture(page, 'overlay-lower-third');

  await stage.setWalls({ picture: 'BLANK' });
  await shows(page, 0);
  await stage.setWalls({ picture: 'TITLE' });
  await shows(page, 1);
  // By its name, as every screen.
  await stage.setWalls({ wall: 'Overlay lower-third', picture: 'BLANK' });
  await shows(page, 0);
  expect(problems).toEqual([]);
});

it('waits for a server that is not there yet, empty, and shows its graphic when it is', async () => {
  const stage = await useOverlays();
  await stage.sign();
  const page = await stage.context.newPage();
  await page.route('**/graphql', (route) => route.abort());
  const failed = page.waitForEvent('requestfailed');
  await page.goto(`${stage.address}?graphic=total&lang=en`);
  await failed;
  await page.locator('main[data-connection=offline]').waitFor();
  expect(await page.locator('main > *').count()).toBe(0);
  await page.unroute('**/graphql');
  await shows(page, 1);
  expect(await page.locator('[data-deals]').getAttribute('data-deals')).toBe('1');
});

it('uses one connection, and goes on from where it was after a lost one', async () => {
  const stage = await useOverlays();
  const page = await stage.context.newPage();
  let connections = 0;
  page.on('websocket', () => connections++);
  await page.goto(`${stage.address}?graphic=total&lang=en`);
  await isLive(page);
  await stage.sign();
  await shows(page, 1);
  expect(connections).toBe(1);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await stage.sign();
  await expect.poll(() => page.locator('[data-deals]').getAttribute('data-deals'), slow).toBe('2');
});

it('animates its graphics in and out, and moves nothing if reduced motion is preferred', async () => {
  const stage = await useOverlays();
  const { page: moving } = await stage.open('graphic=ticker&lang=en', false);
  const { page: still } = await stage.open('graphic=ticker&lang=en');
  const pages = [moving, still];
  for (const page of pages) {
    await isLive(page);
    await page.evaluate(() => {
      const names: string[] = [];
      Object.assign(globalThis, { names });
      // Its style, not an event: a busy machine may remove the graphic before the first frame of its animation.
      new MutationObserver(() => {
        const graphic = document.querySelector('.graphic');
        if (graphic) names.push(getComputedStyle(graphic).animationName);
      }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] });
    });
  }
  const names = (page: Page) => page.evaluate(() => (globalThis as unknown as { names: string[] }).names);
  await stage.sign();
  for (const page of pages) await shows(page, 1);
  await expect.poll(() => names(moving), slow).toContain('enter');
  // What CasparCG calls when it takes a template out.
  for (const page of pages) await page.evaluate(() => (globalThis as unknown as { stop(): void }).stop());
  for (const page of pages) await shows(page, 0);
  expect(await names(moving)).toContain('leave');
  expect([...new Set(await names(still))]).toEqual(['none']);
  for (const page of pages) await page.evaluate(() => (globalThis as unknown as { play(): void }).play());
  for (const page of pages) await shows(page, 1);
});

it('keeps its graphic within the safe area of its address', async () => {
  const stage = await useOverlays();
  await stage.sign();
  for (const [safe, left] of [
    ['90', 96],
    ['80', 192],
    ['100', 0],
  ] as const) {
    const { page } = await stage.open(`graphic=ticker&lang=en&safe=${safe}`);
    await shows(page, 1);
    const { x, y, width, height } = (await page.locator('.graphic').boundingBox())!;
    expect([x, x + width]).toEqual([left, 1920 - left]);
    expect(y + height).toBeCloseTo(1080 - (left * 9) / 16, 0);
  }
});

it('is listed at the desk by its graphic, among all walls and what each of them shows, with a screen token', async () => {
  const stage = await useOverlays();
  const token = await tokenFor(stage.nodes[0]!, 'screen', [stage.slug]);
  const { page } = await openPage(stage.context, `${stage.address}?graphic=countdown`, { token });
  await isLive(page);
  expect(page.url()).not.toContain(token);
  const { page: desk } = await openPage(stage.context, `${stage.url}/desk/${stage.slug}?lang=en`, {
    token: stage.operator,
  });
  await expect.poll(() => desk.getByTestId('screens').textContent(), slow).toBe('The only screen at 1');
  // With a wall beside it that has shown less.
  const acknowledge = { exhibition: stage.slug, screen: 'lobby', name: 'Lobby', sequence: 0 };
  await mutate(stage.url, 'acknowledgeAnnouncement', acknowledge, '__typename', { token });
  await desk.getByTestId('every-screen').locator('summary').click();
  const outputs = desk.getByTestId('every-screen').locator('li');
  await expect.poll(() => outputs.allTextContents(), slow).toEqual(['Lobby 0', 'Overlay countdown 1']);
  expect(await outputs.evaluateAll((all) => all.map((each) => each.dataset.behind))).toEqual(['1', '0']);
  await takePicture(desk, 'desk-every-screen');
  const names = desk.getByTestId('wall-control').locator('option');
  await expect.poll(() => names.allTextContents(), slow).toContain('Overlay countdown');
});
