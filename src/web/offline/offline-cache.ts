/**
 * The cache that keep-offline.ts fills and the service worker reads. Each kind of page has one of its own. All addresses
 * of a page have the same HTML: it is stored once, under its folder, without what the address says.
 */

/** Such as `https://expo.example/screen/`. */
export function folderOf(address: string): string {
  return new URL('.', address).href;
}

export function openCache(folder: string): Promise<Cache> {
  return caches.open(`pavilion ${new URL(folder).pathname}`);
}
