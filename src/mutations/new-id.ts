import { randomBytes } from 'node:crypto';

/**
 * A UUID of version 7: ordered by time, with the fraction of the millisecond in the twelve bits that follow it
 * (RFC 9562, section 6.2, method 3), so that rows written one after another by this process sort in that order.
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
