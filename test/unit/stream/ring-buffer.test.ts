import { describe, expect, it } from 'vitest';
import { maxRingBytes, RingBuffer } from '../../../src/stream/ring-buffer.ts';

function filled(capacity: number, base: number, count: number) {
  const ring = new RingBuffer<{ sequence: number; epoch: string }>(capacity, base, () => 100);
  for (let sequence = base + 1; sequence <= base + count; sequence++) ring.push({ sequence, epoch: 'e' });
  return ring;
}
const sequences = (entries: { sequence: number }[] | null) => entries?.map(({ sequence }) => sequence);

it('has the entries after a sequence, up to the limit', () => {
  const ring = filled(8, 100, 6);
  expect(sequences(ring.after(100, 99))).toEqual([101, 102, 103, 104, 105, 106]);
  expect(sequences(ring.after(103, 2))).toEqual([104, 105]);
  expect(ring.after(106, 5)).toEqual([]);
});

it('has nothing after a sequence that is older than its oldest entry', () => {
  expect(filled(8, 100, 6).after(99, 5)).toBeNull();
});

it('keeps the newest entries: at least its capacity, less than twice as many', () => {
  for (let count = 0; count <= 40; count++) {
    const ring = filled(8, 0, count);
    expect(ring.head).toBe(count);
    const oldest = Array.from({ length: count + 1 }, (_, at) => at).find((at) => ring.after(at, 1) !== null)!;
    expect(count - oldest).toBeLessThan(16);
    expect(count - oldest).toBeGreaterThanOrEqual(Math.min(count, 8));
    expect(sequences(ring.after(oldest, 99))).toEqual(
      Array.from({ length: count - oldest }, (_, index) => oldest + index + 1),
    );
  }
});

it('continues after a truncation within its entries, and before them', () => {
  const within = filled(8, 100, 6);
  within.truncate(103);
  expect(within.head).toBe(103);
  expect(sequences(within.after(101, 9))).toEqual([102, 103]);

  const before = filled(8, 100, 6);
  before.truncate(40);
  expect(before.head).toBe(40);
  expect(before.after(39, 9)).toBeNull();
  expect(before.after(40, 9)).toEqual([]);

  const beyond = filled(8, 100, 6);
  beyond.truncate(900);
  expect(beyond.head).toBe(106);
});

it('holds no more bytes than its limit, and always the newest entry', () => {
  const bytes = maxRingBytes / 4;
  const ring = new RingBuffer<{ sequence: number; epoch: string }>(1_024, 0, () => bytes);
  for (let sequence = 1; sequence <= 10; sequence++) ring.push({ sequence, epoch: 'e' });
  expect(ring.head).toBe(10);
  expect(ring.after(9, 10)).toHaveLength(1);
  expect(ring.after(4, 10)).toBeNull();
  const large = new RingBuffer<{ sequence: number; epoch: string }>(1_024, 0, () => 2 * maxRingBytes);
  for (let sequence = 1; sequence <= 3; sequence++) large.push({ sequence, epoch: 'e' });
  expect(large.after(2, 10)).toHaveLength(1);
  expect(large.after(1, 10)).toBeNull();
});

describe('the bytes of its entries', () => {
  type Sized = { sequence: number; epoch: string; bytes: number };
  const eighth = maxRingBytes / 8;

  /** Pushes entries whose sizes are given in eighths of the limit. */
  function push(ring: RingBuffer<Sized>, ...eighths: number[]) {
    for (const size of eighths) ring.push({ sequence: ring.head + 1, epoch: 'e', bytes: size * eighth });
  }
  const open = () => new RingBuffer<Sized>(1_024, 0, ({ bytes }) => bytes);
  const oldest = (ring: RingBuffer<Sized>) =>
    Array.from({ length: ring.head }, (_, at) => at).find((at) => ring.after(at, 1) !== null)! + 1;

  it('may reach the limit; beyond it the older half is removed', () => {
    const ring = open();
    push(ring, ...Array(8).fill(1));
    expect(oldest(ring)).toBe(1);
    push(ring, 1);
    expect(oldest(ring)).toBe(5);
  });

  it('are those of the entries that are left', () => {
    const ring = open();
    push(ring, 5, 1, 1, 1, 1);
    expect(oldest(ring)).toBe(3);
    // Three eighths are left, so five more fit.
    push(ring, ...Array(5).fill(1));
    expect(oldest(ring)).toBe(3);
    push(ring, 1);
    expect(oldest(ring)).toBe(7);
  });

  it('are freed by a truncation', () => {
    const ring = open();
    push(ring, 1, 1, 1, 1, 4);
    ring.truncate(4);
    push(ring, 4);
    expect(oldest(ring)).toBe(1);
    push(ring, 1);
    expect(oldest(ring)).toBe(4);
  });

  it('count also after the capacity removed entries', () => {
    const ring = new RingBuffer<Sized>(4, 0, ({ bytes }) => bytes);
    push(ring, ...Array(8).fill(0.5));
    expect(oldest(ring)).toBe(5);
    push(ring, 3, 3);
    expect(oldest(ring)).toBe(5);
    push(ring, 1);
    expect(oldest(ring)).toBe(8);
  });
});
