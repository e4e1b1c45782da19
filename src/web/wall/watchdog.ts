/**
 * Watchdog reloads a page that stopped rendering, for example because a component throws each time. It cannot help against
 * a script that never returns: then no timer of the page runs either.
 *
 * The first reload comes after `patienceMs` without a rendering, later ones of the same tab after twice the time before, up to
 * `maxPatienceMs`. A page that has rendered for `healthyMs` begins anew. While the server and the offline cache do not answer, the
 * page stays: a reload would replace it with an error page of the browser.
 */
import { type PageStorage, tabStorage } from '../page-storage.ts';

const checkMs = 5_000;
const patienceMs = 20_000;
const maxPatienceMs = 10 * 60_000;
const healthyMs = 10 * 60_000;
const reloadsKey = 'reloads of the watchdog';

interface WatchdogPage {
  /** The timer of the page, in milliseconds. */
  now(): number;
  storage: PageStorage;
  /** Whether the page can be loaded now. */
  isAvailable(): Promise<boolean>;
  reload(): void;
}

export class Watchdog {
  readonly #page: WatchdogPage;
  readonly #startedAt: number;
  #renderedAt: number;
  #checkedAt: number;
  #isReloading = false;

  constructor(page: WatchdogPage) {
    this.#page = page;
    this.#startedAt = page.now();
    this.#renderedAt = this.#startedAt;
    this.#checkedAt = this.#startedAt;
  }

  rendered(): void {
    this.#renderedAt = this.#page.now();
  }

  async check(): Promise<void> {
    const now = this.#page.now();
    const sinceCheckMs = now - this.#checkedAt;
    this.#checkedAt = now;
    // The machine slept, or the tab is hidden: nothing was rendered then.
    if (sinceCheckMs > 2 * checkMs) this.#renderedAt = now;
    const reloads = Number(this.#page.storage.get(reloadsKey) ?? 0);
    if (now - this.#renderedAt < Math.min(patienceMs * 2 ** reloads, maxPatienceMs)) {
      if (reloads > 0 && now - this.#startedAt >= healthyMs) this.#page.storage.remove(reloadsKey);
      return;
    }
    if (this.#isReloading) return;
    this.#isReloading = true;
    if (await this.#page.isAvailable().catch(() => false)) {
      this.#page.storage.set(reloadsKey, String(reloads + 1));
      this.#page.reload();
    }
    this.#isReloading = false;
  }
}

/** Returns the function to call after each rendering. */
export function watchRendering(): () => void {
  const watchdog = new Watchdog({
    now: () => performance.now(),
    storage: tabStorage,
    isAvailable: async () => (await fetch(location.pathname, { cache: 'no-cache' })).ok,
    reload: () => location.reload(),
  });
  setInterval(() => void watchdog.check(), checkMs);
  return () => watchdog.rendered();
}
