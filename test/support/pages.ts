/** The pages of wall and desk in a real browser. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { bundlePages } from '../../src/web/bundle.ts';
import type { CommandName } from '../../src/web/desk/command-outbox.ts';
import { installBrowser, launchBrowser } from './browser.ts';

const root = new URL('../../', import.meta.url).pathname;
export const pictures = join(root, 'test-results/pictures');

export interface Visitor {
  context: BrowserContext;
  /** Requests of the pages to other hosts. */
  foreignRequests: string[];
}

/** Bundles the pages and starts one browser for all tests of a file; returns a function that makes a visitor for one test. */
export function usePages(
  options: Pick<BrowserContextOptions, 'serviceWorkers'> = {},
): () => Promise<Visitor> {
  let browser: Browser;
  beforeAll(async () => {
    installBrowser();
    await bundlePages(join(root, 'pages'));
    mkdirSync(pictures, { recursive: true });
    browser = await launchBrowser();
  }, 300_000);
  afterAll(() => browser?.close());
  return async () => {
    // Playwright replaces no response that a service worker asked for.
    const context = await browser.newContext({ serviceWorkers: 'block', ...options });
    onTestFinished(async ({ task }) => {
      if (task.result?.state === 'fail') await printPages(context);
      await context.close();
    });
    const foreignRequests: string[] = [];
    context.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (protocol.startsWith('http') && hostname !== '127.0.0.1') foreignRequests.push(request.url());
    });
    return { context, foreignRequests };
  };
}

/** Prints what each page shows, for a failure on a machine where nobody can look. */
async function printPages(context: BrowserContext): Promise<void> {
  for (const page of context.pages()) {
    const state = page.evaluate(() => {
      const main = document.querySelector('main');
      return {
        main: { class: main?.className, ...main?.dataset },
        focused: document.activeElement?.outerHTML.slice(0, 160),
        dialog: document.querySelector('dialog')?.textContent?.slice(0, 400),
        buttons: [...document.querySelectorAll('.long-press')].map(
          (each) => (each.cloneNode(false) as Element).outerHTML,
        ),
        connection: document.querySelector('[data-testid=connection]')?.textContent,
      };
    });
    const late = new Promise<string>((resolve) =>
      setTimeout(resolve, 5_000, 'The page did not answer in 5 s.'),
    );
    const shown = await Promise.race([state, late]).catch(String);
    console.log(`${page.url().replace(/#.*/, '')}: ${JSON.stringify(shown)}`);
  }
}

export interface Size {
  width: number;
  height: number;
}

export const laptop: Size = { width: 1440, height: 900 };
export const phone: Size = { width: 390, height: 844 };
export const wall: Size = { width: 1920, height: 1080 };

interface OpenOptions {
  size?: Size;
  token?: string;
  isStill?: boolean;
}

/** Problems of the page: errors, blocked inline code, failed loads. Read `problems` at the end. */
export async function openPage(
  context: BrowserContext,
  address: string,
  { size = laptop, token, isStill = true }: OpenOptions = {},
): Promise<{ page: Page; problems: string[] }> {
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted ?Type/i.test(message.text())) problems.push(message.text());
  });
  await page.setViewportSize(size);
  if (isStill) await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`${address}${token ? `#token=${token}` : ''}`);
  return { page, problems };
}

/** Keeps each sequence that the page shows, in order. */
export async function watchSequences(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const shown: number[] = [];
    Object.assign(globalThis, { shown });
    const look = () => {
      const sequence = Number(document.querySelector('main')?.dataset.sequence ?? Number.NaN);
      if (!Number.isNaN(sequence) && shown.at(-1) !== sequence) shown.push(sequence);
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
    look();
  });
  return () => page.evaluate(() => (globalThis as unknown as { shown: number[] }).shown);
}

export function sequenceShown(page: Page): Promise<number> {
  return page.locator('main').evaluate((main) => Number(main.dataset.sequence ?? main.dataset.head));
}

export async function shows(page: Page, sequence: number): Promise<void> {
  await expect.poll(() => sequenceShown(page), { timeout: 45_000, interval: 20 }).toBe(sequence);
}

/** By how many pixels the content of the stage exceeds its height. */
export function stageOverflow(screen: Page): Promise<number> {
  return screen.locator('.stage article').evaluate((article) => article.scrollHeight - article.clientHeight);
}

/** The big button of the selected item. */
export function mainCommand(desk: Page): Locator {
  return desk.getByTestId('main-command');
}

/** The commands that the desk has sent, newest first. */
export function sentCommands(desk: Page, name?: CommandName): Locator {
  return desk.getByTestId('command-log').locator(name ? `li[data-command=${name}]` : 'li');
}

/** The item of the running order at a position, from 0. */
export function programmeItem(desk: Page, position: number): Locator {
  return desk.getByTestId('running-order').locator(`li[data-item="${position}"]`);
}

/** Presses the focused element long, else the main command. Waits until it can be pressed. */
export async function holdEnter(desk: Page): Promise<void> {
  const isEnabled = () =>
    desk.evaluate(() => {
      const focused = document.activeElement;
      const target = focused?.matches('.long-press') ? focused : document.querySelector('.long-press.big');
      return target?.getAttribute('aria-disabled') === 'false';
    });
  await expect.poll(isEnabled).toBe(true);
  // The page observes the press itself: on a busy machine it may end before this process sees its start.
  const press = await desk.evaluateHandle(() => {
    const { promise: over, resolve } = Promise.withResolvers<void>();
    let wasHeld = false;
    new MutationObserver((_changes, observer) => {
      const isHeld = document.querySelector('.long-press.held') !== null;
      if (wasHeld && !isHeld) {
        observer.disconnect();
        resolve();
      }
      wasHeld ||= isHeld;
    }).observe(document, { subtree: true, childList: true, attributes: true });
    return { over };
  });
  await desk.keyboard.down('Enter');
  await press.evaluate(({ over }) => {
    const { promise, reject } = Promise.withResolvers<never>();
    const state = () => {
      const focused = document.activeElement;
      const presses = [...document.querySelectorAll('.long-press')].map((button) => button.outerHTML);
      return `No long press of "${focused?.outerHTML.slice(0, 200)}" in 20 s, among ${presses.join(', ')}`;
    };
    const timeout = setTimeout(() => reject(new Error(state())), 20_000);
    return Promise.race([over, promise]).finally(() => clearTimeout(timeout));
  });
  await desk.keyboard.up('Enter');
}

/** A long press of the button that publishes the open form; the form closes when the server has confirmed it. */
export async function holdPublish(desk: Page): Promise<void> {
  const publish = desk.getByTestId('publish');
  await expect.poll(() => publish.getAttribute('aria-disabled')).toBe('false');
  await publish.focus();
  await holdEnter(desk);
  await desk.locator('dialog').waitFor({ state: 'detached' });
}

/** Saves a screenshot of a state. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(pictures, `${name}.jpg`), type: 'jpeg', quality: 88 });
}
