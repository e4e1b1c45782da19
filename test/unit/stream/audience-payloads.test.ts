import { beforeEach, describe, expect, it } from 'vitest';
import { AudiencePayloads, maxPayloadBytes } from '../../../src/stream/audience-payloads.ts';
import { maxStoredBytes, PayloadStore } from '../../../src/stream/payload-store.ts';
import { SerializationQueue } from '../../../src/stream/serialization-queue.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';
import { type FakeEntry, FakeSource } from './fake-source.ts';
import { streamId } from './hub-fixture.ts';

const mebibyte = 1024 * 1024;

function open({ head = 0, maxAgeMs }: { head?: number; maxAgeMs?: number } = {}) {
  const entries = new FakeSource();
  entries.append(head);
  const scheduler = new FakeScheduler();
  const store = new PayloadStore();
  const fixture = {
    entries,
    scheduler,
    store,
    /** The requests of entries, as first and last sequence. */
    read: [] as [number, number][],
    /** A read waits while this is set. */
    hold: null as Promise<void> | null,
    /** A read returns at most so many entries. */
    pageSize: 1_000,
    payloadBytes: 100,
    failing: new Set<number>(),
    failed: [] as number[][],
    /** How often the members could receive something. */
    notified: 0,
    warnings: 0,
    owner: {
      size: 1,
      payloadsStored: () => void fixture.notified++,
      payloadsFailed: (sequences: ReadonlySet<number>) => void fixture.failed.push([...sequences]),
    },
    /** The sequences that have a payload. */
    stored: () =>
      entries.entries
        .map(({ sequence }) => sequence)
        .filter((each) => payloads.get(each, scheduler.monotonicMs())),
  };
  const source = {
    streamId,
    get head() {
      return entries.entries.length;
    },
    async entriesAfter(sequence: number, limit: number): Promise<FakeEntry[]> {
      fixture.read.push([sequence + 1, sequence + limit]);
      const found = entries.entries.slice(sequence, sequence + Math.min(limit, fixture.pageSize));
      if (fixture.hold) await fixture.hold;
      return found;
    },
  };
  const serializer = {
    async serialize({ sequence, text }: FakeEntry): Promise<string> {
      if (fixture.failing.has(sequence)) throw new Error('cannot be serialized');
      return text;
    },
    bytesOf: () => fixture.payloadBytes,
    ...(maxAgeMs !== undefined && { maxAgeMs }),
  };
  const services = {
    log: { warn: () => void fixture.warnings++ },
    scheduler,
    serialization: new SerializationQueue(scheduler),
    payloads: store,
  };
  const payloads = new AudiencePayloads<FakeEntry, string>(source, serializer, services, fixture.owner);
  return Object.assign(fixture, { payloads });
}

let at: ReturnType<typeof open>;
beforeEach(() => {
  at = open();
});

describe('new entries', () => {
  it('are serialized once, before a member needs them', async () => {
    at.entries.append(3);
    expect(at.payloads.requestNew()).toBe(true);
    await at.scheduler.settle();
    expect(at.stored()).toEqual([1, 2, 3]);
    expect(at.notified).toBe(1);
    expect(at.payloads.requestNew()).toBe(false);
    at.entries.append(1);
    expect(at.payloads.requestNew()).toBe(true);
    await at.scheduler.settle();
    expect(at.read).toEqual([
      [1, 3],
      [4, 4],
    ]);
  });

  it('are those after the head at which the audience began', () => {
    const later = open({ head: 5 });
    expect(later.payloads.requestNew()).toBe(false);
    expect(later.read).toEqual([]);
  });

  it('are one batch, the newest, if many arrive together', async () => {
    at.entries.append(100);
    at.payloads.requestNew();
    await at.scheduler.settle();
    expect(at.read).toEqual([[93, 100]]);
  });

  it('are not limited by replays that wait', async () => {
    const later = open({ head: 100 });
    later.hold = new Promise(() => {});
    for (const first of [1, 11, 21, 31]) later.payloads.requestReplay(first);
    later.hold = null;
    later.entries.append(1);
    later.payloads.requestNew();
    await later.scheduler.settle();
    expect(later.stored()).toEqual([101]);
  });
});

describe('a replay', () => {
  beforeEach(() => {
    at = open({ head: 200 });
  });

  it('begins with a small batch, and continues with as many entries as fit', async () => {
    at.payloads.requestReplay(1);
    await at.scheduler.settle();
    at.payloads.requestReplay(9);
    await at.scheduler.settle();
    expect(at.read).toEqual([
      [1, 8],
      [9, 72],
    ]);
  });

  it.each([
    [mebibyte, 2],
    [mebibyte - 1, 2],
    [mebibyte + 1, 1],
    [maxPayloadBytes, 1],
  ])('of payloads of %i bytes reads %i entries in a batch', async (bytes, batch) => {
    at.payloadBytes = bytes;
    at.payloads.requestReplay(1);
    await at.scheduler.settle();
    // A smaller payload does not make the next batch larger.
    at.payloadBytes = 1;
    at.payloads.requestReplay(9);
    await at.scheduler.settle();
    at.payloads.requestReplay(9 + batch);
    await at.scheduler.settle();
    expect(at.read.slice(1)).toEqual([
      [9, 8 + batch],
      [9 + batch, 8 + 2 * batch],
    ]);
  });

  it('ends a batch before what is there or is being made', async () => {
    at.payloads.requestReplay(5);
    at.payloads.requestReplay(1);
    at.payloads.requestReplay(5);
    await at.scheduler.settle();
    at.payloads.requestReplay(12);
    expect(at.read).toEqual([
      [5, 12],
      [1, 4],
    ]);
  });

  it('has four batches at a time, and the next one as soon as one has ended', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    at.hold = promise;
    for (const first of [1, 11, 21, 31, 41]) at.payloads.requestReplay(first);
    await at.scheduler.settle();
    expect(at.read).toHaveLength(4);
    at.hold = null;
    resolve();
    await at.scheduler.settle();
    at.payloads.requestReplay(41);
    await at.scheduler.settle();
    expect(at.read).toHaveLength(5);
  });

  it('requests again what one read did not return', async () => {
    at.pageSize = 3;
    at.payloads.requestReplay(1);
    await at.scheduler.settle();
    expect(at.stored()).toEqual([1, 2, 3]);
    at.payloads.requestReplay(4);
    await at.scheduler.settle();
    expect(at.stored()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(at.warnings).toBe(0);
  });
});

describe('a payload', () => {
  it('is made again when it is too old', async () => {
    at = open({ head: 1, maxAgeMs: 1_000 });
    at.payloads.requestReplay(1);
    await at.scheduler.settle();
    expect(at.payloads.get(1, 1_000)).toMatchObject({ payload: 'x1', bytes: 100 });
    expect(at.payloads.get(1, 1_001)).toBeUndefined();
    expect(at.store.bytes).toBe(0);
    at.payloads.requestReplay(1);
    await at.scheduler.settle();
    expect(at.stored()).toEqual([1]);
  });

  it('never becomes too old if it has no live data', async () => {
    at = open({ head: 1 });
    at.payloads.requestReplay(1);
    await at.scheduler.settle();
    expect(at.payloads.get(1, Number.MAX_SAFE_INTEGER)).toBeDefined();
  });

  it('that was evicted from the store is made again', async () => {
    at = open({ head: 40 });
    at.payloadBytes = maxPayloadBytes;
    for (let first = 1; first <= 40; first++) {
      at.payloads.requestReplay(first);
      await at.scheduler.settle();
    }
    expect(at.stored().length).toBeLessThanOrEqual(maxStoredBytes / maxPayloadBytes);
    expect(at.stored()).not.toContain(1);
    expect(at.stored()).toContain(40);
    at.payloads.requestReplay(1);
    await at.scheduler.settle();
    expect(at.stored()).toContain(1);
  });

  it('that is too large is refused', async () => {
    at.payloadBytes = maxPayloadBytes + 1;
    at.entries.append(1);
    at.payloads.requestNew();
    await at.scheduler.settle();
    expect(at.stored()).toEqual([]);
    expect(at.warnings).toBe(1);
  });

  it('is not made for an audience without members, and not stored if the last one left meanwhile', async () => {
    at.entries.append(1);
    at.owner.size = 0;
    at.payloads.requestNew();
    await at.scheduler.settle();
    expect([at.stored(), at.store.bytes]).toEqual([[], 0]);
    at.owner.size = 1;
    at.payloads.requestReplay(1);
    at.owner.size = 0;
    await at.scheduler.settle();
    expect([at.stored(), at.store.bytes]).toEqual([[], 0]);
  });

  it('leaves the store with the audience', async () => {
    at.entries.append(2);
    at.payloads.requestNew();
    await at.scheduler.settle();
    expect(at.store.bytes).toBeGreaterThanOrEqual(200);
    at.payloads.clear();
    expect([at.stored(), at.store.bytes]).toEqual([[], 0]);
  });
});

describe('lost entries', () => {
  it('have no payload any more, and those that replace them are new', async () => {
    at.entries.append(4);
    at.payloads.requestNew();
    await at.scheduler.settle();
    at.entries.entries.length = 2;
    at.payloads.truncate(2);
    at.entries.append(2, 'y');
    expect(at.stored()).toEqual([1, 2]);
    expect(at.payloads.requestNew()).toBe(true);
    await at.scheduler.settle();
    expect(at.payloads.get(3, 0)?.payload).toBe('y3');
    expect(at.read.at(-1)).toEqual([3, 4]);
  });

  it('that are beyond what was requested change nothing', async () => {
    at.entries.append(2);
    at.payloads.requestNew();
    await at.scheduler.settle();
    at.payloads.truncate(10);
    at.entries.append(1);
    at.payloads.requestNew();
    await at.scheduler.settle();
    expect(at.stored()).toEqual([1, 2, 3]);
  });

  it.each(['truncate', 'forgetAll'] as const)(
    'get no payload from a batch that began before: %s, once and twice',
    async (method) => {
      const forget = () => (method === 'truncate' ? at.payloads.truncate(0) : at.payloads.forgetAll());
      for (const times of [1, 2]) {
        at = open({ head: 1 });
        const { promise, resolve } = Promise.withResolvers<void>();
        at.hold = promise;
        at.payloads.requestReplay(1);
        await at.scheduler.settle();
        for (let time = 0; time < times; time++) forget();
        resolve();
        await at.scheduler.settle();
        expect(at.stored()).toEqual([]);
        at.hold = null;
        at.payloads.requestReplay(1);
        await at.scheduler.settle();
        expect(at.stored()).toEqual([1]);
      }
    },
  );

  it('are forgotten with what was stored', async () => {
    at.entries.append(2);
    at.payloads.requestNew();
    await at.scheduler.settle();
    at.payloads.forgetAll();
    expect([at.stored(), at.store.bytes]).toEqual([[], 0]);
  });
});

describe('an entry that fails', () => {
  it('is tried again every 250 ms, while the others are received', async () => {
    at.entries.append(3);
    at.failing.add(2);
    at.payloads.requestNew();
    await at.scheduler.settle();
    expect(at.stored()).toEqual([1, 3]);
    expect(at.notified).toBe(1);
    await at.scheduler.advance(249);
    expect(at.warnings).toBe(1);
    await at.scheduler.advance(1);
    expect(at.warnings).toBe(2);
    at.failing.clear();
    await at.scheduler.advance(250);
    expect(at.stored()).toEqual([1, 2, 3]);
    expect(at.failed).toEqual([]);
  });

  it('is given up after 20 attempts, and can be requested again', async () => {
    at.entries.append(2);
    at.failing.add(2);
    at.payloads.requestNew();
    await at.scheduler.advance(18 * 250);
    expect([at.warnings, at.failed]).toEqual([19, []]);
    await at.scheduler.advance(250);
    expect([at.warnings, at.failed]).toEqual([20, [[2]]]);
    await at.scheduler.advance(10_000);
    expect(at.warnings).toBe(20);
    at.failing.clear();
    at.payloads.requestReplay(2);
    await at.scheduler.settle();
    expect(at.stored()).toEqual([1, 2]);
  });

  it('holds no place among the replays while it waits for its next attempt', async () => {
    at = open({ head: 50 });
    for (let sequence = 1; sequence <= 40; sequence++) at.failing.add(sequence);
    for (const first of [1, 9, 17, 25]) {
      at.payloads.requestReplay(first);
      await at.scheduler.settle();
    }
    at.payloads.requestReplay(41);
    await at.scheduler.settle();
    expect(at.stored()).toEqual([41, 42, 43, 44, 45, 46, 47, 48]);
  });

  it('is not tried again once nobody needs it', async () => {
    at.entries.append(1);
    at.failing.add(1);
    at.payloads.requestNew();
    await at.scheduler.settle();
    at.owner.size = 0;
    await at.scheduler.advance(10_000);
    expect(at.warnings).toBe(1);
    expect(at.scheduler.pendingTimers).toBe(0);
  });
});
