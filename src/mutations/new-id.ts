import { randomBytes } from 'node:crypto';

/**
 * newId returns a UUID of version 7, which sorts by time. The 12 bits after the millisecond contain its fraction (RFC
 * 9562, section 6.2, method 3), so rows that this process writes in sequence sort in that sequence.
 */
export function newId(): string {
  const now = performance.timeOrigin + performance.now();
  const ms = Math.floor(now);
  const fraction = Math.floor((now - ms) * 4096);
  const random = randomBytes(8);
  random[0] = (random[0]! & 0x3f) | 0x80;
  const digits = `${ms.toString(16).padStart(12, '0')}7${fraction.toString(16).padStart(3, '0')}${random.toString('hex')}`;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
