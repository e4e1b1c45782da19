/**
 * Ids of the sample rows: the same at every start and on every machine, so that a start that was cut short is
 * completed instead of repeated.
 *
 * They are UUIDs of version 7 (RFC 9562). Lists are ordered by id, so the timestamp grows with the order of
 * the data; what is random in other ids is a hash of the key here.
 */
import { createHash } from 'node:crypto';

/** Before every id that a running Pavilion makes: the sample data comes first in each list. */
const firstMs = Date.UTC(2019, 0, 1);

/** `key` such as organization/kia; `order` counts from 0 within its noun. */
export function seedId(key: string, order: number): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(firstMs + order, 0, 6);
  createHash('sha256').update(key).digest().copy(bytes, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Answers the id of each key, in the order given; a key that is not among them is a mistake in the data. */
export function seedIds<Key extends string | number>(
  noun: string,
  keys: readonly Key[],
): (key: Key) => string {
  const ids = new Map(keys.map((key, order) => [key, seedId(`${noun}/${key}`, order)]));
  if (ids.size < keys.length) throw new Error(`a ${noun} stands twice in the sample data`);
  return (key) => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`the sample data has no ${noun} ${key}`);
    return id;
  };
}
