import { beforeEach, expect, it } from 'vitest';
import { History } from '../../../src/stream/history.ts';
import { type FakeEntry, FakeSource } from './fake-source.ts';

let source: FakeSource;
let history: History<FakeEntry>;
let counters: { replayPages: number };
beforeEach(() => {
  source = new FakeSource();
  counters = { replayPages: 0 };
  history = new History('stream', source, counters as never);
});
const read = async (sequence: number, head = source.entries.length) =>
  (await history.after(sequence, head)).map((entry) => entry.sequence);

it('returns the rest of the page after the sequence', async () => {
  source.append(300);
  expect(await read(126)).toEqual([127, 128]);
  expect(await read(128)).toHaveLength(128);
  expect(await read(290)).toEqual([291, 292, 293, 294, 295, 296, 297, 298, 299, 300]);
});

it('reads a complete page once, for all positions in it, at the same time or later', async () => {
  source.append(300);
  await Promise.all([0, 5, 100, 127].map((sequence) => read(sequence)));
  await read(64);
  expect(counters.replayPages).toBe(1);
});

it('reads the last, incomplete page again each time', async () => {
  source.append(130);
  expect(await read(128)).toEqual([129, 130]);
  source.append(1);
  expect(await read(128)).toEqual([129, 130, 131]);
});

it('reads an incomplete page for each caller: a read that is under way may lack the newest entry', async () => {
  source.append(130);
  const slow = Promise.withResolvers<void>();
  source.gate = slow.promise;
  const first = read(128);
  source.append(1);
  const second = read(128);
  slow.resolve();
  expect(await first).toEqual([129, 130]);
  expect(await second).toEqual([129, 130, 131]);
});

it('does not store a failure', async () => {
  source.append(300);
  source.failing = true;
  await expect(read(0)).rejects.toThrow('cannot be read');
  source.failing = false;
  expect(await read(0)).toHaveLength(128);
});

it('keeps pages within a limit in bytes, the ones used last', async () => {
  source.append(128 * 20);
  source.entryBytes = 16_384;
  for (let page = 0; page < 20; page++) await read(page * 128);
  expect(counters.replayPages).toBe(20);
  await read(19 * 128);
  expect(counters.replayPages).toBe(20);
  await read(0);
  expect(counters.replayPages).toBe(21);
});

it('forgets its pages when the stream lost entries, also those that are being read', async () => {
  source.append(300);
  await read(0);
  const slow = Promise.withResolvers<void>();
  source.gate = slow.promise;
  const reading = read(128);
  source.entries = source.entries.slice(0, 10);
  source.append(300, 'new');
  source.gate = Promise.resolve();
  history.clear();
  slow.resolve();
  const next = history.after(129, 300);
  await reading;
  expect((await next)[0]!.text).toBe('new130');
  const [entry] = await history.after(129, 300);
  expect(entry!.text).toBe('new130');
  expect((await history.after(100, 300))[0]!.text).toBe('new101');
});
