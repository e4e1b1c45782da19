/** A wall that runs unattended. */
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { wallWords } from '../../src/web/wall/words/words.ts';
import { make, newKey } from '../support/build-exhibition.ts';
import { query } from '../support/http-client.ts';
import { Link } from '../support/link.ts';
import { openPage, sequenceShown, shows, usePages } from '../support/pages.ts';
import { tokenFor, usePavilion } from '../support/pavilion.ts';
import { openStage, type StageOptions } from '../support/stage.ts';

const visit = usePages();
const words = wallWords('en');
/** As src/web/wall/state/view.ts has it. */
const languageTurnMs = 12_000;

async function useStage(options: StageOptions = {}) {
  const stage = await openStage(options);
  onTestFinished(() => stage[Symbol.asyncDispose]());
  const { url } = stage.nodes[0]!;
  return { ...stage, url, address: `${url}/screen/${stage.slug}` };
}

it('needs no more memory after a long ceremony than after a short one', async () => {
  const stage = await useStage({ deals: 20 });
  const { context } = await visit();
  const { page } = await openPage(context, stage.address);
  const nodes = () => page.evaluate(() => document.querySelectorAll('*').length);
  for (let count = 0; count < 10; count++) await stage.sign();
  await shows(page, 11);
  const after10 = await nodes();
  const heapAfter10 = await heapBytes(page);
  for (let count = 0; count < 10; count++) await stage.sign();
  for (let count = 0; count < 30; count++) await stage.notice(`Notice ${count}`);
  await shows(page, 51);
  // Only the newest notice is shown.
  expect(await nodes()).toBeLessThanOrEqual(after10 + 2);
  expect(await page.locator('.earlier li').count()).toBeLessThanOrEqual(8);
  expect((await heapBytes(page)) - heapAfter10).toBeLessThan(1_000_000);
});

/** The heap in use after a garbage collection. */
async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

it('reloads for a new release when it reconnects, once all its files are there', async () => {
  const stage = await useStage();
  const link = await Link.open(() => Number(new URL(stage.url).port));
  onTestFinished(() => link.close());
  const { context } = await visit();
  const address = `http://127.0.0.1:${link.port}/screen/${stage.slug}`;
  const { page } = await openPage(context, address);
  await shows(page, 1);
  const html = await (await fetch(stage.address)).text();
  const script = /\/assets\/screen-[\w]+\.js/.exec(html)![0];
  let isDeployed = false;
  await page.route('**/assets/screen-NEXT.js', async (route) => {
    if (!isDeployed) return route.fulfill({ status: 404 });
    return route.fulfill({ response: await route.fetch({ url: stage.url + script }) });
  });
  await page.route(`**/screen/${stage.slug}`, (route) =>
    route.fulfill({ contentType: 'text/html', body: html.replace(script, '/assets/screen-NEXT.js') }),
  );
  await page.evaluate(() => Object.assign(globalThis, { isOld: true }));
  const isOld = () => page.evaluate(() => 'isOld' in globalThis);
  // Half a deploy: the page names a file that is not there yet. The old one stays.
  const half = page.waitForResponse('**/assets/screen-NEXT.js');
  link.cut();
  expect((await half).status()).toBe(404);
  await shows(page, 1);
  expect(await isOld()).toBe(true);
  isDeployed = true;
  link.cut();
  await expect.poll(isOld, { timeout: 45_000 }).toBe(false);
  await shows(page, 1);
});

it('continues without its token when that expires, because the live stream is public', async () => {
  const stage = await useStage();
  const { context } = await visit();
  const expiring = await tokenFor(stage.nodes[0]!, 'screen', [stage.slug], { expires: '3s' });
  for (const token of ['nonsense', expiring]) {
    const { page } = await openPage(context, stage.address, { token });
    await shows(page, 1);
    expect(page.url()).toBe(stage.address);
  }
  await stage.notice('After the end of the token');
  for (const page of context.pages().slice(-2)) await shows(page, 2);
});

it('replays a past ceremony to its end, at the speed asked for', async () => {
  const { url } = await usePavilion();
  const { context } = await visit();
  const { page } = await openPage(context, `${url}/screen/yancheng-2021?replay=2000x&lang=en`);
  await expect.poll(() => page.getByTestId('mode').textContent()).toBe(words.replay('2000'));
  await shows(page, 0);
  await expect.poll(() => page.locator('.wall.live').count(), { timeout: 45_000 }).toBe(1);
  await expect.poll(() => page.locator('.wall.after').count(), { timeout: 45_000 }).toBe(1);
  const { exhibition } = await query(
    url,
    '{ exhibition(idOrSlug: "yancheng-2021") { totals { byCategory { signingTotal { converted { money { amount } } } } } } }',
  );
  await expect
    .poll(() => page.locator('[data-total]').getAttribute('data-total'))
    .toBe(exhibition.totals.byCategory[0].signingTotal.converted.money.amount);
});

it('reports a replay without a connection, and continues it', async () => {
  const { url } = await usePavilion();
  const { context } = await visit();
  const page = await context.newPage();
  await page.route('**/graphql', (route) => route.abort());
  await page.goto(`${url}/screen/yancheng-2021?replay=2000x&lang=en`);
  await expect
    .poll(() => page.locator('main').getAttribute('data-connection'), { timeout: 45_000 })
    .toBe('offline');
  await page.unroute('**/graphql');
  await expect.poll(() => page.locator('.wall.live').count(), { timeout: 45_000 }).toBe(1);
  expect(await page.getByTestId('connection').count()).toBe(0);
});

it('keeps the display on, also after the page was hidden', async () => {
  const { url } = await usePavilion();
  const { context } = await visit();
  const page = await context.newPage();
  await page.addInitScript(() => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    const request = async (kind: string) => asked.push(kind);
    Object.defineProperty(navigator, 'wakeLock', { value: { request } });
  });
  const asked = () => page.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
  await page.goto(`${url}/screen/yancheng-2023`);
  await expect.poll(asked).toEqual(['screen']);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  expect(await asked()).toEqual(['screen', 'screen']);
});

it('moves nothing if reduced motion is preferred, and counts up otherwise', async () => {
  const stage = await useStage();
  const { context } = await visit();
  // In one language: each language formats figures in its own way.
  const address = `${stage.address}?lang=de`;
  const { page: still } = await openPage(context, address);
  // Its clock moves with its frames alone, so that a busy machine shows as many of them as an idle one.
  const { context: stepped } = await visit();
  await stepped.addInitScript(() => {
    let now = performance.now();
    performance.now = () => now;
    globalThis.requestAnimationFrame = (step) =>
      window.setTimeout(() => {
        now += 100;
        step(now);
      });
    globalThis.cancelAnimationFrame = (frame) => clearTimeout(frame);
  });
  const { page: moving } = await openPage(stepped, address, { isStill: false });
  await shows(still, 1);
  await shows(moving, 1);
  const digits = await moving.evaluateHandle(() => {
    const seen = new Set<string>();
    new MutationObserver(() => {
      const text = document.querySelector('.digits')?.textContent;
      if (text) seen.add(text);
    }).observe(document, { subtree: true, childList: true, characterData: true });
    return seen;
  });
  await stage.sign();
  await shows(moving, 2);
  await stage.sign();
  await shows(still, 3);
  expect(await still.evaluate(() => document.getAnimations().length)).toBe(0);
  const last = await still.locator('.digits').textContent();
  await expect.poll(() => moving.locator('.digits').textContent(), { timeout: 45_000 }).toBe(last);
  expect(await digits.evaluate((seen) => seen.size)).toBeGreaterThan(10);
});

it('alternates between the languages of the exhibition', async () => {
  const { url } = await usePavilion();
  const { context } = await visit();
  const page = await context.newPage();
  await page.clock.setFixedTime(0);
  // Without the Date header of the server, the wall goes by the clock of this machine.
  await page.addInitScript(() => {
    const { get } = Headers.prototype;
    Headers.prototype.get = function (name) {
      return name === 'date' ? null : get.call(this, name);
    };
  });
  await page.goto(`${url}/screen/yancheng-2023`);
  const turns: (string | null)[] = [];
  for (const [turn, language] of ['en', 'zh', 'ko'].entries()) {
    await page.clock.setFixedTime(turn * languageTurnMs);
    await page.locator(`main[lang=${language}]`).waitFor();
    turns.push(await page.locator('.edition').textContent());
  }
  expect(turns).toEqual([
    '5th China–Korea Trade and Investment Expo',
    '第五届中韩贸易投资博览会',
    '제5회 한중무역투자박람회',
  ]);
});

it('reports that it is behind on a connection that delivers nothing, and recovers by itself', async () => {
  const stage = await useStage();
  const { context } = await visit();
  const page = await context.newPage();
  let isMute = false;
  await page.routeWebSocket('**/graphql', (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      if (!isMute || !String(message).includes('"next"')) socket.send(message);
    });
  });
  await page.clock.install();
  await page.goto(`${stage.address}?lang=en`);
  await shows(page, 1);
  isMute = true;
  await stage.sign();
  // In steps, so that the connection's own heartbeat is answered: it is alive.
  const behind = page.locator('.connection-badge.behind');
  await expect
    .poll(
      async () => {
        await page.clock.fastForward(9_000);
        return (await behind.count()) > 0 ? behind.textContent() : null;
      },
      { timeout: 45_000, interval: 300 },
    )
    .toBe(words.behind(1));
  isMute = false;
  await expect
    .poll(
      async () => {
        await page.clock.fastForward(9_000);
        return sequenceShown(page);
      },
      { timeout: 45_000, interval: 300 },
    )
    .toBe(2);
  await expect.poll(() => page.getByTestId('connection').count()).toBe(0);
});

it('shows another hall of the ceremony immediately, also one that was added after the wall was opened', async () => {
  const stage = await useStage();
  const { context } = await visit();
  const { page } = await openPage(context, `${stage.address}?lang=de`);
  await shows(page, 1);
  const places = () => page.locator('.venues .venue').allInnerTexts();
  expect(await places()).toHaveLength(2);
  const de = (text: string) => [{ language: 'de', text }];
  const { venue } = await make(
    stage.url,
    'createVenue',
    {
      ...{ exhibition: stage.slug, nameTranslations: de('Zelt am Wasser'), cityTranslations: de('Kiel') },
      ...{ country: 'DE', timeZone: 'Europe/Berlin' },
    },
    'venue { id }',
    { token: stage.organizer },
  );
  const moved = { ceremony: stage.ceremony, venues: [venue.id], idempotencyKey: newKey() };
  await make(stage.url, 'updateCeremony', moved, '__typename', { token: stage.operator });
  await shows(page, 2);
  expect(await places()).toEqual(['Zelt am Wasser']);
});
