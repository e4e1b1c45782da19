/**
 * Keeps the page with all its files on this machine, for a wall that is switched on before its server or its network, and
 * for a desk that is loaded again without them. Browsers allow it over HTTPS and on localhost only.
 */
import { folderOf, openCache } from './offline-cache.ts';

/** For a new release of the server. Rare, because a thousand walls may share an address and its limit of requests. */
const everyMs = 10 * 60_000;

/** Chromium's types of it are not part of TypeScript's. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): {
    createScriptURL(url: string): string;
  };
}

export function keepOffline(): void {
  if (!('serviceWorker' in navigator) || !('caches' in globalThis)) return;
  let done = Promise.resolve();
  const keep = () => {
    done = done.then(storePage).catch(ignore);
  };
  navigator.serviceWorker
    .register(trusted(`${folderOf(location.href)}worker.js`))
    .then(() => {
      keep();
      document.fonts.addEventListener('loadingdone', keep);
      setInterval(keep, everyMs);
    })
    // A browser that blocks site data, or a server that is unavailable now.
    .catch(ignore);
}

async function storePage(): Promise<void> {
  const response = await fetch(location.pathname, { cache: 'no-cache' });
  if (!response.ok) return;
  const html = await response.clone().text();
  const folder = folderOf(location.href);
  const cache = await openCache(folder);
  const wanted = new Set([...assetsOf(html), ...loadedAssets()]);
  const stored = new Set((await cache.keys()).map(({ url }) => url));
  for (const url of wanted) if (!stored.has(url)) await cache.add(url);
  // Last: a stored page has all its files.
  await cache.put(folder, response);
  for (const url of stored) if (url !== folder && !wanted.has(url)) await cache.delete(url);
}

function assetsOf(html: string): string[] {
  return [...html.matchAll(/"([^"]*\/assets\/[\w.-]+)"/g)].map(
    ([, path]) => new URL(path!, location.href).href,
  );
}

/** Such as fonts, which the styles name. */
function loadedAssets(): string[] {
  return performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => /\/assets\/[\w.-]+$/.test(name));
}

/** The pages allow one policy of Trusted Types, by this name (http/serve-static.ts). */
function trusted(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  return (
    trustedTypes?.createPolicy('service-worker', { createScriptURL: (own) => own }).createScriptURL(url) ??
    url
  );
}

function ignore(): void {}
