import { randomBytes } from 'node:crypto';

const fractions = 4_096;

/**
 * Returns a function that makes UUIDs of version 7 for one time, in microseconds since 1970: ordered by it, with the
 * fraction of the millisecond in the twelve bits that follow it (RFC 9562, section 6.2, method 3). Each sorts after the
 * one before. The time is that of the database, so that rows of several servers sort in the order of their transactions.
 */
export function idsAt(microseconds: number): () => string {
  let step = Math.floor(microseconds) * (fractions / 1_000);
  return () => {
    const whole = Math.floor(step);
    step += 1;
    const ms = Math.floor(whole / fractions);
    const random = randomBytes(8);
    random[0] = (random[0]! & 0x3f) | 0x80;
    const digits = `${ms.toString(16).padStart(12, '0')}7${(whole % fractions).toString(16).padStart(3, '0')}${random.toString('hex')}`;
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  };
}
