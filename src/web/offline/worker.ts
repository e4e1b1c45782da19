/**
 * The service worker of a page: a wall that is switched on before its server shows itself, and connects later. The
 * network comes first, so a page of the cache is never shown while the server answers. keep-offline.ts fills the cache.
 */
import { folderOf, openCache } from './offline-cache.ts';

/** A proxy without its server can keep a request waiting for minutes. */
const patienceMs = 5_000;

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends Event {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
/** The part of ServiceWorkerGlobalScope that this file uses; its types exclude those of pages. */
interface Worker {
  addEventListener(name: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(name: 'fetch', listener: (event: FetchEvent) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
}
const worker = globalThis as unknown as Worker;
/** The script is in the folder of its pages. */
const folder = folderOf(location.href);

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { href, pathname } = new URL(request.url);
  if (request.method !== 'GET') return;
  // A page of another folder, such as /desk/<slug>/print, has files of its own.
  if (request.mode === 'navigate') {
    if (folderOf(href) === folder) event.respondWith(page(request));
    return;
  }
  if (/\/assets\/[^/]+$/.test(pathname)) event.respondWith(asset(request));
});

async function page(request: Request): Promise<Response> {
  const stored = async () => (await openCache(folder)).match(folder);
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patienceMs);
  try {
    const response = await fetch(request, { signal: patience.signal });
    // A proxy answers so while its server is down.
    return response.status >= 500 ? ((await stored()) ?? response) : response;
  } catch (error) {
    const response = await stored();
    if (!response) throw error;
    return response;
  } finally {
    clearTimeout(timer);
  }
}

/** The names of assets contain a hash of their content. */
async function asset(request: Request): Promise<Response> {
  return (await (await openCache(folder)).match(request.url)) ?? fetch(request);
}
