/** The cache that keep-offline.ts fills and the service worker reads. */
export const offlineCache = 'pavilion-walls';

/** All walls of a server have the same page: it is stored once, without what the address says of the exhibition. */
export function pageKeyOf(address: string): string {
  return new URL('.', address).href;
}
