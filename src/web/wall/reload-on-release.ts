/**
 * A new release of the page: its HTML names other files. All of them are fetched before the page is left, so that a
 * deploy that is half done, or a network that breaks now, cannot leave a dark wall behind.
 */
/** Nothing is reloaded while something has just been told. */
const calmMs = 10_000;

export async function reloadIfReleased(sinceLastToldMs: () => number): Promise<void> {
  try {
    const response = await fetch(location.pathname, { cache: 'no-cache' });
    if (!response.ok) return;
    const files = assetsIn(await response.text());
    const ours = assetsIn(
      [...document.head.querySelectorAll('[src], [href]')]
        .map((element) => element.getAttribute('src') ?? element.getAttribute('href'))
        .join(' '),
    );
    if (files.length === 0 || files.every((file) => ours.includes(file))) return;
    const answers = await Promise.all(files.map((file) => fetch(file)));
    if (answers.every(({ ok }) => ok) && sinceLastToldMs() >= calmMs) location.reload();
  } catch {
    // The next look is soon.
  }
}

function assetsIn(text: string): string[] {
  return [...text.matchAll(/\/assets\/[\w.-]+/g)].map(([path]) => path);
}
