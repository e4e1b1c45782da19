import { LRUCache } from 'lru-cache';

/** A key, two links and the bookkeeping of an entry: many tiny values must not escape the limit. */
const entryOverheadBytes = 200;

export interface BoundedCacheOptions<K, V> {
  /** The sum of all entries. The least recently used ones make room. */
  maxBytes: number;
  /** An entry that is larger is not stored. */
  maxEntryBytes?: number;
  /** The memory of one entry, key included. An estimate is enough. */
  bytesOf: (value: V, key: K) => number;
  /** Is called for each entry that made room for another. */
  onEvicted?: (value: V, key: K) => void;
}

/** createBoundedCache makes a least-recently-used cache that is limited in bytes, whatever the number of entries. */
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
