import { textBytes } from './text-bytes.ts';

/** V8 keeps one copy of equal short texts that JSON.parse has read. */
const maxSharedCharacters = 10;
const textOverhead = 20;
const containerOverhead = 32;
const bytesPerMember = 8;

/** The memory of a value that JSON.parse has read. The names of members are shared by all objects of one form. */
export function jsonBytes(value: unknown): number {
  if (typeof value === 'string')
    return value.length <= maxSharedCharacters ? 0 : textOverhead + textBytes(value);
  if (typeof value !== 'object' || value === null) return 0;
  let bytes = containerOverhead;
  for (const member of Object.values(value)) bytes += bytesPerMember + jsonBytes(member);
  return bytes;
}
