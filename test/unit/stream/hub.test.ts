import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeCursor } from '../../../src/stream/cursor.ts';
import { FakeRecord, FakeSink, openHub, streamId } from './fake-record.ts';

const texts = (from: number, to: number, text = 'x') =>
  Array.from({ length: to - from + 1 }, (_, index) => `${text}${from + index}`);
const beyond = (sequence: number, epoch = 'epoch-one') => ({ after: encodeCursor({ epoch, sequence }) });

let record: FakeRecord;
let open: ReturnType<typeof openHub>;
beforeEach(() => {
  record = new FakeRecord();
  open = openHub(record);
});
afterEach(() => {
  open.hub.close();
  vi.useRealTimers();
});

describe('a subscriber', () => {
  it('gets everything after its cursor, then what is new, each once and in order', async () => {
    record.append(500);
    const { sink } = await open.listen(beyond(100));
    await expect.poll(() => sink.told.length).toBe(400);
    record.append(3);
    open.notify(503);
    await expect.poll(() => sink.told.length).toBe(403);
    expect(sink.told).toEqual(texts(101, 503));
  });

  it('misses nothing that is told while its backlog is read', async () => {
    record.append(300);
    const opened = Promise.withResolvers<void>();
    const { sink } = await open.listen(beyond(0));
    record.gate = opened.promise;
    for (let count = 0; count < 50; count++) {
      record.append(1);
      open.notify(301 + count);
    }
    opened.resolve();
    await expect.poll(() => sink.told.length).toBe(350);
    expect(sink.told).toEqual(texts(1, 350));
  });

  it('holds nobody up while it can take nothing, and goes on from its own place', async () => {
    const slow = new FakeSink();
    const { member } = await open.listen('now', slow);
    const { sink: quick } = await open.listen('now');
    slow.ready = false;
    for (let count = 1; count <= 3_000; count += 100) {
      record.append(100);
      open.notify(count + 99);
      await expect.poll(() => quick.told.length).toBe(count + 99);
    }
    expect(slow.told).toEqual([]);
    slow.ready = true;
    (member as { resume(): void }).resume();
    await expect.poll(() => slow.told.length).toBe(3_000);
    expect(slow.told).toEqual(quick.told);
    expect(slow.ended).toEqual([]);
  });

  it('is ended by name when it could take nothing for twenty seconds', async () => {
    const { sink } = await open.listen('now');
    vi.useFakeTimers({ toFake: ['Date'] });
    sink.ready = false;
    record.append(1);
    open.notify(1);
    await vi.waitFor(() => expect(open.renders()).toBe(1));
    await new Promise((resolve) => setImmediate(resolve));
    vi.setSystemTime(Date.now() + 21_000);
    record.append(1);
    open.notify(2);
    await vi.waitFor(() => expect(sink.ended).toEqual(['SLOW_SUBSCRIBER']));
    expect(open.hub.counters.slowEnded).toBe(1);
  });

  it('that leaves is told nothing more, and takes its audience with it', async () => {
    const { sink, member } = await open.listen('now');
    (member as { leave(): void }).leave();
    record.append(1);
    open.notify(1);
    await open.listen('now', new FakeSink(), 'others');
    expect(sink.told).toEqual([]);
    expect([...open.hub.streams.get(streamId)!.audiences.keys()]).toEqual(['others']);
  });
});

describe('hints', () => {
  it('that are late, doubled, forged or missing change nothing of what is told', async () => {
    const { sink } = await open.listen('now');
    record.append(5);
    for (const hint of [3, 3, 999_999, -1, 1, 5, 5]) open.notify(hint);
    await expect.poll(() => sink.told.length).toBe(5);
    record.append(5);
    // No hint: the poll finds them within a second.
    await expect.poll(() => sink.told.length, { timeout: 2_000 }).toBe(10);
    expect(sink.told).toEqual(texts(1, 10));
    expect(open.hub.counters.missedNotifications).toBe(1);
  });

  it('do not loop on a record that has nothing new', async () => {
    await open.listen('now');
    const before = record.reads;
    for (let count = 0; count < 1_000; count++) open.notify(1_000 + count);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(record.reads - before).toBeLessThanOrEqual(2);
  });
});

describe('reads', () => {
  it('are shared: five hundred subscribers that come back at once cost a few', async () => {
    record.append(1_000);
    const starts = Array.from({ length: 500 }, (_, index) => beyond(index * 2));
    const all = await Promise.all(starts.map((start) => open.listen(start)));
    await expect
      .poll(() => all.every(({ sink }, index) => sink.told.length === 1_000 - index * 2))
      .toBe(true);
    expect(record.reads).toBeLessThanOrEqual(20);
    expect(record.stateReads).toBeLessThanOrEqual(3);
    expect(open.renders()).toBe(1_000);
  });

  it('that fail are tried again, and nothing is lost meanwhile', async () => {
    const { sink } = await open.listen('now');
    record.append(2);
    record.failing = true;
    open.notify(2);
    record.append(3);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(sink.told).toEqual([]);
    record.failing = false;
    await expect.poll(() => sink.told, { timeout: 2_000 }).toEqual(texts(1, 5));
    expect(sink.ended).toEqual([]);
  });

  it('that fail while replaying are tried again', async () => {
    record.append(1_500);
    await open.listen('now');
    record.append(1_200);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    record.failing = true;
    const { sink } = await open.listen(beyond(10));
    await new Promise((resolve) => setTimeout(resolve, 300));
    record.failing = false;
    await expect.poll(() => sink.told.length, { timeout: 3_000 }).toBe(2_690);
    expect(sink.told).toEqual(texts(11, 2_700));
  });
});

describe('a record that lost its tail', () => {
  it('ends those who were told of it, keeps the others, and tells on from there', async () => {
    record.append(10);
    const { sink: ahead } = await open.listen(beyond(5));
    const behind = new FakeSink();
    behind.ready = false;
    const { member } = await open.listen(beyond(5), behind);
    await expect.poll(() => ahead.told.length).toBe(5);

    record.failOver(7, 'epoch-two');
    record.append(2, 'new');
    open.notify(9);
    await expect.poll(() => ahead.ended, { timeout: 2_000 }).toEqual(['CURSOR_EXPIRED']);
    behind.ready = true;
    (member as { resume(): void }).resume();
    await expect.poll(() => behind.told).toEqual(['x6', 'x7', 'new8', 'new9']);
    expect(behind.ended).toEqual([]);
  });

  it('is noticed when it has numbered beyond where the hub was', async () => {
    record.append(10);
    const { sink } = await open.listen(beyond(10));
    record.failOver(7, 'epoch-two');
    record.append(20, 'new');
    open.notify(27);
    await expect.poll(() => sink.ended, { timeout: 2_000 }).toEqual(['CURSOR_EXPIRED']);
    expect(sink.told).toEqual([]);
    const { sink: back } = await open.listen(beyond(7));
    await expect.poll(() => back.told).toEqual(texts(8, 27, 'new'));
  });

  it('refuses cursors into what was lost, and takes those before it', async () => {
    record.append(10);
    record.failOver(7, 'epoch-two');
    record.append(5, 'new');
    expect((await open.listen(beyond(8))).member).toBe('CURSOR_EXPIRED');
    expect((await open.listen(beyond(99, 'epoch-two'))).member).toBe('CURSOR_AHEAD');
    expect((await open.listen(beyond(3, 'never-heard-of'))).member).toBe('CURSOR_EXPIRED');
    expect((await open.listen({ after: 'rubbish' })).member).toBe('CURSOR_INVALID');
    const { sink } = await open.listen(beyond(6));
    await expect.poll(() => sink.told).toEqual(['x7', ...texts(8, 12, 'new')]);
  });

  it('is not confused with an answer that was overtaken', async () => {
    const { sink } = await open.listen('now');
    const late = Promise.withResolvers<void>();
    // A poll asks, and its answer (head 0) is still on its way while an entry is told.
    await expect.poll(() => record.stateReads, { timeout: 2_000 }).toBeGreaterThan(2);
    record.gate = late.promise;
    const asked = record.stateReads;
    await expect.poll(() => record.stateReads, { timeout: 2_000 }).toBeGreaterThan(asked);
    record.gate = Promise.resolve();
    record.append(1);
    open.notify(1);
    await expect.poll(() => sink.told).toEqual(['x1']);
    late.resolve();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sink.ended).toEqual([]);
    expect(sink.told).toEqual(['x1']);
  });
});
