/** The preview in a real browser: states of wall, desk and overlay, without a server of Pavilion or a database. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { previewHash } from '../../src/web/preview/preview-address.ts';
import { type Preview, startPreview } from '../../src/web/preview/server.ts';
import type { Size } from '../../src/web/preview/sizes.ts';
import { installBrowser, launchBrowser } from './browser.ts';

export interface PreviewPage {
  page: Page;
  /** Shows a state; resolves when it is drawn, in its fonts. */
  show(state: string, options?: { language?: string; theme?: 'ink' | 'paper'; size?: Size }): Promise<void>;
  /** Errors of the page so far. */
  problems: string[];
}

/** Starts preview and browser once for a file; returns what opens a page of the preview. */
export function usePreview(): (name: 'wall' | 'desk' | 'overlay', isStill?: boolean) => Promise<PreviewPage> {
  let preview: Preview;
  let browser: Browser;
  beforeAll(async () => {
    installBrowser();
    preview = await startPreview();
    browser = await launchBrowser();
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await preview?.stop();
  });
  return async (name, isStill = true) => {
    const reducedMotion = isStill ? 'reduce' : 'no-preference';
    const page = await browser.newPage({ reducedMotion, timezoneId: 'Asia/Shanghai' });
    onTestFinished(() => page.close());
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(`${preview.url}/${name}`);
    return {
      page,
      problems,
      async show(state, { language = 'en', theme = 'ink', size } = {}) {
        if (size) await page.setViewportSize(size);
        const hash = previewHash({ state, language, theme });
        await page.evaluate(async (next) => {
          const drawn = new Promise((resolve) => addEventListener('drawn', resolve, { once: true }));
          if (location.hash === next) dispatchEvent(new Event('hashchange'));
          else location.hash = next;
          await drawn;
          await document.fonts.ready;
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }, hash);
      },
    };
  };
}
