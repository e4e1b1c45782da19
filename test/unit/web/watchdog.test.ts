import { describe, expect, it } from 'vitest';
import { memoryStorage } from '../../../src/web/page-storage.ts';
import { Watchdog } from '../../../src/web/wall/watchdog.ts';

/** A tab: what it stores outlives its pages. */
function openTab() {
  const storage = memoryStorage();
  let reloads = 0;
  let isAvailable = true;
  const load = () => {
    let nowMs = 0;
    const watchdog = new Watchdog({
      storage,
      now: () => nowMs,
      isAvailable: async () => isAvailable,
      reload: () => reloads++,
    });
    return {
      watchdog,
      /** Seconds in which the page renders, or does not. */
      async pass(seconds: number, renders: boolean) {
        for (let second = 5; second <= seconds; second += 5) {
          nowMs += 5_000;
          if (renders) watchdog.rendered();
          await watchdog.check();
        }
      },
      async sleep(hours: number) {
        nowMs += hours * 3_600_000;
        await watchdog.check();
      },
    };
  };
  return {
    load,
    reloads: () => reloads,
    setAvailable(next: boolean) {
      isAvailable = next;
    },
  };
}

describe('the watchdog', () => {
  it('leaves a page that renders', async () => {
    const tab = openTab();
    await tab.load().pass(3_600, true);
    expect(tab.reloads()).toBe(0);
  });

  it('reloads a page that has rendered nothing for twenty seconds', async () => {
    const tab = openTab();
    const page = tab.load();
    await page.pass(60, true);
    await page.pass(15, false);
    expect(tab.reloads()).toBe(0);
    await page.pass(5, false);
    expect(tab.reloads()).toBe(1);
  });

  it('waits twice as long after each reload, at most ten minutes, and begins anew after ten minutes of rendering', async () => {
    const tab = openTab();
    for (const seconds of [20, 40, 80, 160, 320, 600, 600]) {
      const before = tab.reloads();
      const page = tab.load();
      await page.pass(seconds - 5, false);
      expect(tab.reloads()).toBe(before);
      await page.pass(5, false);
      expect(tab.reloads()).toBe(before + 1);
    }
    await tab.load().pass(600, true);
    const before = tab.reloads();
    await tab.load().pass(20, false);
    expect(tab.reloads()).toBe(before + 1);
  });

  it('does not take a sleep of the machine for a page that stopped', async () => {
    const tab = openTab();
    const page = tab.load();
    await page.sleep(8);
    await page.pass(15, false);
    expect(tab.reloads()).toBe(0);
  });

  it('stays while the page cannot be loaded', async () => {
    const tab = openTab();
    tab.setAvailable(false);
    const page = tab.load();
    await page.pass(120, false);
    expect(tab.reloads()).toBe(0);
    tab.setAvailable(true);
    await page.pass(5, false);
    expect(tab.reloads()).toBe(1);
  });
});
