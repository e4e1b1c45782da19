/**
 * Reloads the wall after a new release, whose HTML contains other file names. The wall first loads all of these
 * files, so that neither an incomplete deployment nor a network failure leaves it blank.
 */

/** The wall does not reload this soon after an announcement. */
const quietMs = 10_000;

export async function reloadOnRelease(msSinceAnnouncement: () => number): Promise<void> {
  try {
    const response = await fetch(location.pathname, { cache: 'no-cache' });
    if (!response.ok) return;
    const deployed = assetsIn(await response.text());
    const loaded = assetsIn(
      [...document.head.querySelectorAll('[src], [href]')]
        .map((element) => element.getAttribute('src') ?? element.getAttribute('href'))
        .join(' '),
    );
    if (deployed.length === 0 || deployed.every((file) => loaded.includes(file))) return;
    const responses = await Promise.all(deployed.map((file) => fetch(file)));
    if (responses.every(({ ok }) => ok) && msSinceAnnouncement() >= quietMs) location.reload();
  } catch {
    // The next check follows soon.
  }
}

function assetsIn(text: string): string[] {
  return [...text.matchAll(/\/assets\/[\w.-]+/g)].map(([path]) => path);
}
