/**
 * Reloads the wall when a new release of the page is deployed: its HTML names other files then. The wall loads all of
 * them first, so that neither half a deploy nor a broken network leaves a dark wall.
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
