/** The React recipe of docs/client.md in a browser, in StrictMode, which mounts each component twice. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { installBrowser, openBrowser } from '../support/browser.ts';
import { useRecipes } from '../support/client-recipes.ts';
import { Link } from '../support/link.ts';
import { restoreOlderBackup } from '../support/lose-announcement.ts';
import { openStage, type Stage } from '../support/stage.ts';

/** The components are mounted until `unmount` is called. */
const program = `
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Announcements, Notice } from './Announcements.tsx';
const root = createRoot(document.body.appendChild(document.createElement('main')));
const token = location.hash.slice(1);
root.render(<StrictMode><Announcements /><Notice token={token} text="Welcome" /></StrictMode>);
globalThis.unmount = () => root.unmount();
`;

beforeAll(() => installBrowser(), 300_000);

async function usePage(): Promise<{ stage: Stage; link: Link; page: Page }> {
  let script = '';
  const site = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><body><script type="module" src="/page.js"></script>');
  }).listen(0, '127.0.0.1');
  await once(site, 'listening');
  const origin = `http://127.0.0.1:${(site.address() as { port: number }).port}`;
  const stage = await openStage({ deals: 3, environment: { ALLOWED_ORIGINS: origin } });
  const link = await Link.open(() => Number(new URL(stage.nodes[0]!.url).port));
  onTestFinished(async () => {
    site.close();
    await link.close();
    await stage[Symbol.asyncDispose]();
  });
  const folder = useRecipes({ url: `http://127.0.0.1:${link.port}`, slug: stage.slug });
  writeFileSync(join(folder, 'page.tsx'), program);
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'page.tsx')],
    bundle: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'react',
    tsconfigRaw: '{}',
    define: { 'process.env.NODE_ENV': '"development"' },
  });
  script = outputFiles[0]!.text;
  const { page } = await openBrowser();
  await page.goto(`${origin}/#${stage.operator}`);
  return { stage, link, page };
}

it('shows each announcement once over broken connections, begins again after a restore, and ends when it is unmounted', async () => {
  const { stage, link, page } = await usePage();
  const shows = (expected: string[]) =>
    expect
      .poll(() =>
        page
          .locator('li')
          .evaluateAll((items) =>
            items.map((item) => `${(item as HTMLLIElement).value} ${item.textContent}`),
          ),
      )
      .toEqual(expected);
  const state = () => page.locator('section').getAttribute('data-state');
  await expect.poll(state).toBe('live');
  await stage.sign();
  await shows(['2 DealSigned']);

  link.set('refuse');
  await expect.poll(state).toBe('waiting');
  await stage.sign();
  await stage.notice('Bitte Platz nehmen');
  link.set('clear');
  await shows(['2 DealSigned', '3 DealSigned', '4 Notice']);

  link.set('refuse');
  await restoreOlderBackup(stage.nodes[0]!.database.pool);
  await stage.notice('Willkommen zurück');
  link.set('clear');
  await shows([]);
  const reconnected = page.waitForEvent('websocket');
  link.cut();
  const socket = await reconnected;
  await stage.notice('Es geht weiter');
  await shows(['5 Notice']);

  await page.evaluate(() => (globalThis as unknown as { unmount(): void }).unmount());
  await expect.poll(() => socket.isClosed()).toBe(true);
});

it('sends a mutation until its outcome is known', async () => {
  const { link, page } = await usePage();
  const button = page.locator('button');
  await expect.poll(() => button.textContent()).toBe('idle');
  await expect.poll(() => page.locator('section').getAttribute('data-state')).toBe('live');
  link.set('refuse');
  await button.click();
  await expect.poll(() => button.textContent()).toBe('sending');
  link.set('clear');
  await expect.poll(() => button.textContent()).toBe('settled');
  await expect.poll(() => page.locator('li').allTextContents()).toEqual(['Notice']);
});
