/** A wall that is switched on before its server. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Link } from '../support/link.ts';
import { openPage, usePages } from '../support/pages.ts';
import { openStage, type Stage } from '../support/stage.ts';

const visit = usePages({ serviceWorkers: 'allow' });
let stage: Stage;
let link: Link;
beforeAll(async () => {
  stage = await openStage({ deals: 4 });
  link = await Link.open(() => Number(new URL(stage.nodes[0]!.url).port));
}, 300_000);
afterAll(async () => {
  await link.close();
  await stage[Symbol.asyncDispose]();
});

it('comes up from the last visit, connects when the server is there, and shows what has happened', async () => {
  const { context } = await visit();
  const address = `http://127.0.0.1:${link.port}/screen/${stage.slug}`;
  const first = await openPage(context, address);
  await first.page.locator('main[data-connection=live]').waitFor();
  const stored = () =>
    first.page.evaluate(async () => {
      const keys = await (await caches.open('pavilion /screen/')).keys();
      return keys.map(({ url }) => new URL(url).pathname);
    });
  await expect.poll(stored).toContain('/screen/');
  expect((await stored()).filter((path) => path.endsWith('.js')).length).toBeGreaterThan(0);
  await expect.poll(async () => (await stored()).some((path) => path.endsWith('.woff2'))).toBe(true);
  expect(first.problems).toEqual([]);
  await first.page.close();

  link.set('refuse');
  const { page, problems } = await openPage(context, address);
  await page.locator('main').waitFor();
  expect(await page.locator('main').getAttribute('data-connection')).not.toBe('live');

  const sequence = await stage.sign();
  link.set('clear');
  await page.locator(`main[data-connection=live][data-sequence="${sequence}"]`).waitFor();
  expect(problems).toEqual([]);
});

it('keeps no token, and shows a new page as soon as the server answers', async () => {
  const { context } = await visit();
  const address = `http://127.0.0.1:${link.port}/screen/${stage.slug}?token=secret-token`;
  const { page } = await openPage(context, address);
  const stored = () =>
    page.evaluate(async () => {
      const keys = await (await caches.open('pavilion /screen/')).keys();
      return keys.map(({ url }) => url);
    });
  await expect.poll(async () => (await stored()).some((url) => url.endsWith('/screen/'))).toBe(true);
  expect((await stored()).filter((url) => url.includes('secret-token'))).toEqual([]);
  await page.evaluate(async () => {
    const cache = await caches.open('pavilion /screen/');
    await cache.put(new URL('.', location.href).href, new Response('an old release'));
  });
  await page.reload();
  await page.locator('main').waitFor();
});

it.each(['desk', 'overlay'])('the %s comes up from its last visit too', async (name) => {
  const { context } = await visit();
  const address = `http://127.0.0.1:${link.port}/${name}/${stage.slug}`;
  const first = await openPage(context, address);
  const stored = () =>
    first.page.evaluate(async (folder) => {
      const keys = await (await caches.open(`pavilion ${folder}`)).keys();
      return keys.map(({ url }) => new URL(url).pathname);
    }, `/${name}/`);
  await expect.poll(stored).toContain(`/${name}/`);
  expect(first.problems).toEqual([]);
  link.set('refuse');
  const { page, problems } = await openPage(context, address);
  await page.locator('#page > *').first().waitFor({ state: 'attached' });
  expect(problems).toEqual([]);
  link.set('clear');
});

it('a page of another folder is left to the network', async () => {
  const { context } = await visit();
  const address = `http://127.0.0.1:${link.port}/desk/${stage.slug}`;
  const { page } = await openPage(context, address);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  link.set('refuse');
  await expect(page.goto(`${address}/print`)).rejects.toThrow(/ERR_/);
  link.set('clear');
});

describe('the starter page', () => {
  const starter = new URL('../../deploy/wall-starter.html', import.meta.url).href;

  it('waits for the server, and opens the wall when it answers', async () => {
    link.set('refuse');
    const { context } = await visit();
    const address = `http://127.0.0.1:${link.port}/screen/${stage.slug}?name=hall-3`;
    const page = await context.newPage();
    await page.goto(`${starter}#${address}`);
    await page.getByText(/Waiting for .* \(attempt 2\)/).waitFor();
    link.set('clear');
    await page.locator('main[data-connection=live]').waitFor();
    expect(page.url()).toBe(address);
  });

  it('says what it needs where it has no address of a wall', async () => {
    const { context } = await visit();
    const page = await context.newPage();
    await page.goto(`${starter}#https://expo.example/`);
    await page.getByText('Open this file with the address of a wall').waitFor();
  });
});
