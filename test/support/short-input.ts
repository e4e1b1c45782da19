/**
 * Presses of mouse, key and finger that are short on any machine: both events are sent without waiting for the first one
 * to be handled. Playwright's own `click` waits between them, on a busy machine longer than a long press takes.
 */
import type { Locator, Page } from 'playwright-core';

export async function useShortInput(page: Page) {
  const session = await page.context().newCDPSession(page);
  const centerOf = async (target: Locator) => {
    const box = (await target.boundingBox())!;
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const mouse = (type: 'mousePressed' | 'mouseReleased', at: { x: number; y: number }) =>
    session.send('Input.dispatchMouseEvent', { type, ...at, button: 'left', clickCount: 1 });
  const key = (type: 'keyDown' | 'keyUp') =>
    session.send('Input.dispatchKeyEvent', { type, key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 });
  const finger = (type: 'touchStart' | 'touchEnd', at: { x: number; y: number }) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [at] });
  return {
    async click(target: Locator): Promise<void> {
      const at = await centerOf(target);
      await Promise.all([mouse('mousePressed', at), mouse('mouseReleased', at)]);
    },
    /** Presses the focused element. */
    async enter(): Promise<void> {
      await Promise.all([key('keyDown'), key('keyUp')]);
    },
    async tap(target: Locator): Promise<void> {
      const at = await centerOf(target);
      await Promise.all([finger('touchStart', at), finger('touchEnd', at)]);
    },
    /** Puts a finger on the target. Returns the function that lifts it. */
    async touch(target: Locator): Promise<() => Promise<void>> {
      const at = await centerOf(target);
      await finger('touchStart', at);
      return async () => {
        await finger('touchEnd', at);
      };
    },
  };
}
