/**
 * Automatic persisted queries, in the format of Apollo's link: the client sends a hash, and if the server does not
 * know the hash, it sends hash and query. Only valid documents are stored. They are stored in memory, and the least
 * recently used ones are evicted; the client then sends the query again.
 */
import { createBoundedCache } from '../cache/bounded-cache.ts';
import { textBytes } from '../cache/text-bytes.ts';
import { requestError } from '../graphql/query-errors.ts';
import { sha256 } from './persisted-documents.ts';
import { RequestErrors } from './request-errors.ts';

const maxBytes = 8 * 1024 * 1024;

export class AutomaticDocuments {
  readonly #byHash = createBoundedCache<string, string>({
    maxBytes,
    bytesOf: (text, hash) => textBytes(text) + hash.length,
  });

  get bytes(): number {
    return this.#byHash.calculatedSize;
  }

  get(hash: string): string | null {
    return this.#byHash.get(hash.toLowerCase()) ?? null;
  }

  /** Throws RequestErrors if the hash is not that of the text. The document must be valid. */
  store(hash: string, text: string): void {
    const key = hash.toLowerCase();
    if (this.#byHash.has(key)) return;
    if (sha256(text) !== key) {
      const message = 'extensions.persistedQuery.sha256Hash is not the SHA-256 of the query.';
      throw new RequestErrors([requestError('BAD_REQUEST', message)]);
    }
    this.#byHash.set(key, text);
  }
}
