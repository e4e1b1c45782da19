/**
 * PayloadStore limits the memory of the payloads of all audiences of a process together: an audience more costs no
 * memory more. The oldest payloads are evicted first; an audience whose slower members still need one serializes the
 * entry again.
 */
import { createBoundedCache } from '../cache/bounded-cache.ts';

export const maxStoredBytes = 64 * 1024 * 1024;

export interface StoredPayload<Payload = unknown> {
  payload: Payload;
  bytes: number;
  storedAtMs: number;
  /** Removes it from its audience. */
  onEvicted: () => void;
}

export class PayloadStore {
  readonly #stored = createBoundedCache<StoredPayload, StoredPayload>({
    maxBytes: maxStoredBytes,
    bytesOf: ({ bytes }) => bytes,
    onEvicted: ({ onEvicted }) => onEvicted(),
  });

  get bytes(): number {
    return this.#stored.calculatedSize;
  }

  add(stored: StoredPayload): void {
    this.#stored.set(stored, stored);
  }

  delete(stored: StoredPayload): void {
    this.#stored.delete(stored);
  }
}
