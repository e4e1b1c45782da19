/**
 * The ids of the sample rows. They are the same at every start and on every machine, so that an interrupted seed is
 * completed and not repeated.
 *
 * They are UUIDs of version 7 (RFC 9562). The timestamp grows with the order of the data, because lists are ordered by
 * id. A hash of the key takes the place of the random bits.
 */
import { createHash } from 'node:crypto';

/** Earlier than every id that a running server creates: sample rows come first in each list. */
const firstMs = Date.UTC(2019, 0, 1);

/** `key` is a type and a name, such as organization/kia. `order` is the index within the type, from 0. */
export function seedId(key: string, order: number): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(firstMs + order, 0, 6);
  createHash('sha256').update(key).digest().copy(bytes, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** seedIds returns a function from key to id. It throws on a key that is not among `keys`. */
export function seedIds<Key extends string | number>(
  noun: string,
  keys: readonly Key[],
): (key: Key) => string {
  const ids = new Map(keys.map((key, order) => [key, seedId(`${noun}/${key}`, order)]));
  if (ids.size < keys.length) throw new Error(`the sample data has two of one ${noun}`);
  return (key) => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`the sample data has no ${noun} ${key}`);
    return id;
  };
}
