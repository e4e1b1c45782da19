/** A page that stopped rendering is loaded again. */
import { expect, it, onTestFinished } from 'vitest';
import { usePages } from '../support/pages.ts';
import { openStage } from '../support/stage.ts';

const visit = usePages();

it.each([
  ['a wall', 'screen', 'lang=de'],
  ['an overlay', 'overlay', 'graphic=total&lang=de'],
])(
  '%s whose rendering throws loads itself again, and shows the ceremony',
  async (_name, page, parameters) => {
    const stage = await openStage({ deals: 2 });
    onTestFinished(() => stage[Symbol.asyncDispose]());
    const { context } = await visit();
    const opened = await context.newPage();
    await opened.clock.install();
    await opened.goto(`${stage.nodes[0]!.url}/${page}/${stage.slug}?${parameters}`);
    await opened.locator('main[data-connection=live]').waitFor();
    await stage.sign();
    await opened.locator('[data-deals="1"]').waitFor();

    // As an error in a component: every number that is formatted throws, until the page is loaded again.
    const problems: string[] = [];
    opened.on('pageerror', ({ message }) => problems.push(message));
    await opened.evaluate(() => {
      Object.assign(globalThis, { isPlanted: true });
      const planted = () => {
        throw new Error('planted');
      };
      for (const { prototype } of [Intl.NumberFormat, Intl.DateTimeFormat])
        Object.defineProperty(prototype, 'format', { get: planted });
    });
    await stage.sign();
    await expect.poll(() => problems, { timeout: 15_000 }).toContain('planted');
    const loaded = opened.waitForEvent('load');
    for (let second = 0; second < 30; second += 5) await opened.clock.runFor(5_000).catch(() => {});
    await loaded;
    expect(await opened.evaluate(() => 'isPlanted' in globalThis)).toBe(false);
    await opened.locator('[data-deals="2"]').waitFor();
  },
);
