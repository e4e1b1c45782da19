import { LRUCache } from 'lru-cache';

/** Memory of an entry besides its value, so that many tiny values do not exceed the limit. */
const entryOverheadBytes = 200;

export interface BoundedCacheOptions<K, V> {
  /** The limit for the sum of all entries. Above it, the least recently used ones are evicted. */
  maxBytes: number;
  /** Larger entries are not stored. */
  maxEntryBytes?: number;
  /** The memory of one entry, key included. An estimate is enough. */
  bytesOf: (value: V, key: K) => number;
  /** Called for each evicted entry. */
  onEvicted?: (value: V, key: K) => void;
}

/** createBoundedCache creates a least-recently-used cache with a limit in bytes. The number of entries is not limited. */
export function createBoundedCache<K extends string | number | object, V extends object | string>({
  maxBytes,
  maxEntryBytes = maxBytes,
  bytesOf,
  onEvicted,
}: BoundedCacheOptions<K, V>): LRUCache<K, V> {
  return new LRUCache<K, V>({
    maxSize: maxBytes,
    maxEntrySize: maxEntryBytes,
    sizeCalculation: (value, key) => Math.ceil(bytesOf(value, key)) + entryOverheadBytes,
    ...(onEvicted && {
      dispose: (value: V, key: K, reason: LRUCache.DisposeReason) => {
        if (reason === 'evict') onEvicted(value, key);
      },
    }),
  });
}
