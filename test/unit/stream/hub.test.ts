import { beforeEach, describe, expect, it } from 'vitest';
import { headPollMs, headPollWithoutNotifierMs, lingerMs } from '../../../src/stream/hub.ts';
import { ringCapacity } from '../../../src/stream/live-stream.ts';
import { cursorAt, FakeSubscriber, type HubFixture, openHub, streamId, texts } from './hub-fixture.ts';

let hub: HubFixture;
beforeEach(() => {
  hub = openHub();
});

describe('an entry that outdates earlier ones', () => {
  /** What the entries contain now, as a source with a person who was redacted. */
  const change = () => {
    hub.source.entries = hub.source.entries.map((entry) => ({
      ...entry,
      text: entry.text.replace('x', 'y'),
    }));
    hub.source.append(1, 'y');
    hub.source.entries.at(-1)!.outdatesEarlier = true;
  };
  const announceChange = () => {
    change();
    hub.notifier.publish(streamId, hub.source.entries.length);
  };

  it('makes later subscribers of the same audience get what the source has now', async () => {
    const first = await hub.subscribe('now');
    hub.announce(5);
    await hub.scheduler.settle();
    expect(first.received).toEqual(texts(1, 5));
    announceChange();
    await hub.scheduler.settle();
    expect(first.received).toEqual([...texts(1, 5), 'y6']);
    const later = await hub.subscribe(cursorAt(0));
    await hub.scheduler.settle();
    expect(later.received).toEqual(texts(1, 6, 'y'));
  });

  it('does so for pages that were read before', async () => {
    hub.source.append(ringCapacity * 3);
    const first = await hub.subscribe(cursorAt(0));
    await hub.scheduler.settle();
    expect(first.received).toHaveLength(ringCapacity * 3);
    announceChange();
    await hub.scheduler.settle();
    const later = await hub.subscribe(cursorAt(0));
    await hub.scheduler.settle();
    expect(later.received).toEqual(texts(1, ringCapacity * 3 + 1, 'y'));
  });

  it('discards what was read before it and is serialized after it', async () => {
    hub.source.append(20);
    await hub.subscribe('now');
    const read = Promise.withResolvers<void>();
    hub.source.gate = read.promise;
    const late = await hub.subscribe(cursorAt(0));
    await hub.scheduler.settle();
    hub.source.gate = Promise.resolve();
    announceChange();
    await hub.scheduler.settle();
    read.resolve();
    await hub.scheduler.settle();
    expect(late.received).toEqual(texts(1, 21, 'y'));
  });
});

describe('a subscription', () => {
  it('delivers everything after its cursor and then new entries, each once and in order', async () => {
    hub.source.append(500);
    const subscriber = await hub.subscribe(cursorAt(100));
    await hub.scheduler.settle();
    expect(subscriber.received).toEqual(texts(101, 500));
    hub.announce(3);
    await hub.scheduler.settle();
    expect(subscriber.received).toEqual(texts(101, 503));
  });

  it('has no gap while its backlog is being read', async () => {
    hub.source.append(300);
    const read = Promise.withResolvers<void>();
    const subscriber = await hub.subscribe(cursorAt(0));
    hub.source.gate = read.promise;
    for (let count = 0; count < 50; count++) hub.announce();
    read.resolve();
    await hub.scheduler.settle();
    expect(subscriber.received).toEqual(texts(1, 350));
  });

  it('ends when its stream no longer exists, and none begins then', async () => {
    const waiting = await hub.subscribe('now');
    hub.source.missing.add(streamId);
    await hub.scheduler.advance(headPollMs);
    expect(waiting.ended).toEqual(['CURSOR_EXPIRED']);
    await expect(hub.subscribe('now')).rejects.toThrow();
    expect(hub.hub.streams.size).toBe(0);
  });

  it('begins in the stream that is open, if that one was removed while its position was looked for', async () => {
    await hub.subscribe('now');
    const read = Promise.withResolvers<void>();
    hub.source.gate = read.promise;
    const subscribing = hub.subscribe('now');
    await hub.scheduler.settle();
    hub.source.gate = Promise.resolve();
    hub.source.missing.add(streamId);
    await hub.scheduler.advance(headPollMs);
    hub.source.missing.delete(streamId);
    read.resolve();
    const subscriber = await subscribing;
    hub.announce(2);
    await hub.scheduler.settle();
    expect(subscriber.received).toEqual(texts(1, 2));
  });

  it('does not begin in a stream that was opened before, and no longer exists', async () => {
    await hub.subscribe('now');
    hub.source.missing.add(streamId);
    const given = { streamId, audience: 'other', subscriber: new FakeSubscriber(), bytesOf: () => 1 };
    const serialize = async () => 'x';
    expect(await hub.hub.subscribe({ ...given, serialize, start: 'now' })).toBeNull();
    expect(await hub.hub.subscribe({ ...given, serialize, start: cursorAt(9) })).toBeNull();
  });

  it('begins at the head, or the given number of entries before it', async () => {
    hub.source.append(10);
    const now = await hub.subscribe('now');
    const last = await hub.subscribe({ last: 3 });
    const all = await hub.subscribe({ last: 99 });
    hub.announce();
    await hub.scheduler.settle();
    expect(now.received).toEqual(texts(11, 11));
    expect(last.received).toEqual(texts(8, 11));
    expect(all.received).toEqual(texts(1, 11));
  });

  it('replays from far behind the ring buffer', async () => {
    await hub.subscribe('now');
    hub.announce(ringCapacity * 2 + 500);
    await hub.scheduler.settle();
    const subscriber = await hub.subscribe(cursorAt(0));
    await hub.scheduler.settle();
    expect(subscriber.received).toEqual(texts(1, ringCapacity * 2 + 500));
    expect(hub.hub.counters.replayPages).toBeGreaterThan(0);
  });

  it('is null for a stream that does not exist, and nothing is kept of it', async () => {
    hub.source.missing.add(streamId);
    expect(await hub.trySubscribe('now')).toBeNull();
    expect(hub.hub.streams.size).toBe(0);
    expect(hub.scheduler.pendingTimers).toBe(0);
  });

  it('accepts the cursor of an entry that another process delivered first', async () => {
    await hub.subscribe('now');
    hub.source.append(5);
    const subscriber = await hub.subscribe(cursorAt(4));
    await hub.scheduler.settle();
    expect(subscriber.received).toEqual(['x5']);
  });

  it('that fails while the source is unavailable can be tried again', async () => {
    hub.source.failing = true;
    await expect(hub.trySubscribe('now')).rejects.toThrow('cannot be read');
    hub.source.failing = false;
    const subscriber = await hub.subscribe('now');
    hub.announce();
    await hub.scheduler.settle();
    expect(subscriber.received).toEqual(['x1']);
  });
});

describe('notifications', () => {
  it('that are late, duplicated, forged or missing do not change what is delivered', async () => {
    const subscriber = await hub.subscribe('now');
    hub.source.append(5);
    for (const head of [3, 3, 999_999, -1, 1, 5, 5]) hub.notify(head);
    await hub.scheduler.settle();
    expect(subscriber.received).toEqual(texts(1, 5));
    expect(hub.hub.counters.unfoundedNotifications).toBe(1);
    hub.source.append(5);
    await hub.scheduler.advance(headPollMs);
    expect(subscriber.received).toEqual(texts(1, 10));
    expect(hub.hub.counters.missedNotifications).toBe(1);
  });

  it('are counted as unfounded only where the source does not have what they say', async () => {
    await hub.subscribe('now');
    hub.announce(3);
    await hub.scheduler.settle();
    expect(hub.hub.counters.unfoundedNotifications).toBe(0);
    hub.notify(99);
    await hub.scheduler.settle();
    expect(hub.hub.counters.unfoundedNotifications).toBe(1);
    // The forged one is not counted again.
    hub.announce(1);
    await hub.scheduler.settle();
    expect(hub.hub.counters.unfoundedNotifications).toBe(1);
  });

  it('cause no read loop if the source has nothing new', async () => {
    await hub.subscribe('now');
    await hub.scheduler.settle();
    const before = hub.source.reads;
    for (let count = 0; count < 1_000; count++) hub.notify(1_000 + count);
    await hub.scheduler.settle();
    expect(hub.source.reads - before).toBeLessThanOrEqual(2);
  });

  it('cause one read if they are new, and none if they are not', async () => {
    await hub.subscribe('now');
    for (const [head, reads] of [
      [1, 1],
      [2, 1],
      [2, 0],
      [1, 0],
    ] as const) {
      if (head > hub.source.entries.length) hub.source.append();
      const before = hub.source.reads;
      hub.notify(head);
      await hub.scheduler.settle();
      expect(hub.source.reads - before).toBe(reads);
    }
  });

  it('of other streams are ignored', async () => {
    await hub.subscribe('now');
    const before = hub.source.reads;
    hub.notifier.publish('another stream', 7);
    await hub.scheduler.settle();
    expect(hub.source.reads).toBe(before);
  });

  it('are not listened to after close', async () => {
    await hub.subscribe('now');
    hub.hub.close();
    const { notifications } = hub.hub.counters;
    hub.announce();
    expect(hub.hub.counters.notifications).toBe(notifications);
  });
});

describe('the poll', () => {
  it('finds entries within 800 ms without any notification, also an hour after the stream was opened', async () => {
    const subscriber = await hub.subscribe('now');
    for (let minute = 1; minute <= 60; minute++) {
      await hub.scheduler.advance(60_000);
      hub.source.append();
      await hub.scheduler.advance(headPollMs);
      expect(subscriber.received).toHaveLength(minute);
    }
    expect(subscriber.received).toEqual(texts(1, 60));
  });

  it('runs every 250 ms while the notifier is unhealthy', async () => {
    hub.notifier.healthy = false;
    await hub.subscribe('now');
    const before = hub.source.stateReads;
    await hub.scheduler.advance(10 * headPollWithoutNotifierMs);
    expect(hub.source.stateReads - before).toBe(10);
  });

  it('is one query for all streams, and none runs without a stream', async () => {
    expect(hub.scheduler.pendingTimers).toBe(0);
    await hub.subscribe('now');
    expect(hub.scheduler.pendingTimers).toBe(1);
    const before = hub.source.stateReads;
    await hub.scheduler.advance(headPollMs);
    expect(hub.source.stateReads - before).toBe(1);
    hub.hub.close();
    expect(hub.scheduler.pendingTimers).toBe(0);
  });

  it('that fails is repeated after 250 ms, is logged once, and nothing is lost', async () => {
    const subscriber = await hub.subscribe('now');
    hub.source.append(5);
    hub.source.failing = true;
    await hub.scheduler.advance(headPollMs + 4 * headPollWithoutNotifierMs);
    expect(hub.hub.counters.failedPolls).toBe(5);
    expect(hub.warnings).toHaveLength(1);
    expect(subscriber.received).toEqual([]);
    hub.source.failing = false;
    await hub.scheduler.advance(headPollWithoutNotifierMs);
    expect(subscriber.received).toEqual(texts(1, 5));
    expect(subscriber.ended).toEqual([]);
  });

  it('makes up for a notification whose read failed', async () => {
    const subscriber = await hub.subscribe('now');
    hub.source.failing = true;
    hub.announce(2);
    await hub.scheduler.settle();
    hub.source.failing = false;
    await hub.scheduler.advance(headPollMs);
    expect(subscriber.received).toEqual(['x1', 'x2']);
  });
});

describe('a stream that all subscribers have left', () => {
  it('stays for a minute, so that their return reads no state for it, and is dropped then', async () => {
    const subscriber = await hub.subscribe('now');
    subscriber.member!.leave();
    expect(hub.stream()!.audiences.size).toBe(0);
    await hub.scheduler.advance(lingerMs - headPollMs);
    expect(hub.stream()).toBeDefined();
    await hub.scheduler.advance(2 * headPollMs);
    expect(hub.stream()).toBeUndefined();
    await hub.scheduler.advance(2 * headPollMs);
    expect(hub.scheduler.pendingTimers).toBe(0);
  });

  it('is kept if a subscriber returns, and delivers to it', async () => {
    const first = await hub.subscribe('now');
    first.member!.leave();
    await hub.scheduler.advance(lingerMs / 2);
    const second = await hub.subscribe('now');
    await hub.scheduler.advance(2 * lingerMs);
    hub.announce();
    await hub.scheduler.settle();
    expect(second.received).toEqual(['x1']);
  });

  it('is opened again for a subscriber that comes later', async () => {
    const first = await hub.subscribe('now');
    first.member!.leave();
    await hub.scheduler.advance(2 * lingerMs);
    hub.source.append(2);
    const second = await hub.subscribe(cursorAt(0));
    await hub.scheduler.settle();
    expect(second.received).toEqual(['x1', 'x2']);
  });

  it('is opened again for a subscriber that has found it and has not joined it yet when it is dropped', async () => {
    const timers: (() => void)[] = [];
    const setTimer = hub.scheduler.setTimeout.bind(hub.scheduler);
    hub.scheduler.setTimeout = (callback, waitMs) => {
      timers.push(callback);
      return setTimer(callback, waitMs);
    };
    const first = await hub.subscribe('now');
    first.member!.leave();
    hub.scheduler.block(2 * lingerMs);
    const subscribing = hub.subscribe('now');
    // The poll, in the moment between the two.
    timers.at(-1)!();
    expect(hub.stream()).toBeUndefined();
    const second = await subscribing;
    hub.announce();
    await hub.scheduler.settle();
    expect(second.received).toEqual(['x1']);
    expect(hub.stream()!.subscribers).toBe(1);
  });

  it('is not dropped while a subscriber is still being located', async () => {
    const first = await hub.subscribe('now');
    first.member!.leave();
    await hub.scheduler.advance(lingerMs - 100);
    const read = Promise.withResolvers<void>();
    hub.source.gate = read.promise;
    const subscribing = hub.subscribe('now');
    await hub.scheduler.advance(2 * headPollMs);
    read.resolve();
    const second = await subscribing;
    await hub.scheduler.advance(lingerMs);
    hub.announce();
    await hub.scheduler.settle();
    expect(second.received).toEqual(['x1']);
    expect(hub.stream()!.subscribers).toBe(1);
  });

  it('has no members, audiences or pending subscriptions left', async () => {
    const subscribers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => hub.subscribe('now', new FakeSubscriber(), `${index % 7}`)),
    );
    const stream = hub.stream()!;
    expect([stream.subscribers, stream.audiences.size]).toEqual([50, 7]);
    for (const { member } of subscribers) {
      member!.leave();
      member!.leave();
    }
    expect([stream.subscribers, stream.audiences.size, stream.pendingSubscriptions]).toEqual([0, 0, 0]);
  });
});

describe('a stream', () => {
  it('knows how far its slowest subscriber is behind', async () => {
    await hub.subscribe('now');
    const slow = new FakeSubscriber();
    slow.ready = false;
    await hub.subscribe('now', slow);
    expect(hub.stream()!.maxLag).toBe(0);
    hub.announce(5);
    await hub.scheduler.settle();
    expect(hub.stream()!.maxLag).toBe(5);
    await hub.subscribe('now', new FakeSubscriber(), 'another audience');
    expect(hub.stream()!.maxLag).toBe(5);
    slow.unblock();
    await hub.scheduler.settle();
    expect(hub.stream()!.maxLag).toBe(0);
  });

  it('delivers nothing beyond a gap of the source, and says so', async () => {
    const subscriber = await hub.subscribe('now');
    hub.source.append(3);
    hub.source.entries.splice(1, 1);
    hub.notify(3);
    await hub.scheduler.settle();
    expect(subscriber.received).toEqual([]);
    expect(hub.warnings).toEqual(['cannot read the stream; the next poll tries again']);
  });

  it('delivers nothing of an epoch that its state does not have', async () => {
    const subscriber = await hub.subscribe('now');
    hub.source.append(1);
    hub.source.entries[0]!.epoch = 'unknown';
    hub.notify(1);
    await hub.scheduler.settle();
    expect(subscriber.received).toEqual([]);
    expect(hub.warnings).toEqual(['cannot read the stream; the next poll tries again']);
  });
});

describe('a source that lost its newest entries', () => {
  it('keeps those who have only entries that are valid, and their payloads', async () => {
    hub.source.append(10);
    const subscriber = await hub.subscribe(cursorAt(5));
    await hub.scheduler.settle();
    expect(subscriber.received).toEqual(texts(6, 10));
    hub.source.append(2);
    const ahead = await hub.subscribe(cursorAt(10));
    hub.notify(12);
    subscriber.ready = false;
    await hub.scheduler.settle();
    expect(ahead.received).toEqual(['x11', 'x12']);
    const { length } = hub.serialized;
    hub.source.failOver(10, 'epoch-two');
    hub.announce(1, 'new');
    await hub.scheduler.advance(headPollMs);
    expect(ahead.ended).toEqual(['CURSOR_EXPIRED']);
    const next = await hub.subscribe(cursorAt(8));
    await hub.scheduler.settle();
    expect(next.received).toEqual(['x9', 'x10', 'new11']);
    // Only the new one.
    expect(hub.serialized.slice(length)).toEqual([11]);
    expect(subscriber.ended).toEqual([]);
  });

  it('ends the members that received them, keeps the others, and continues from there', async () => {
    hub.source.append(10);
    const ahead = await hub.subscribe(cursorAt(5));
    const behind = new FakeSubscriber();
    behind.ready = false;
    await hub.subscribe(cursorAt(5), behind);
    await hub.scheduler.settle();
    expect(ahead.received).toHaveLength(5);

    hub.source.failOver(7, 'epoch-two');
    hub.announce(2, 'new');
    await hub.scheduler.advance(headPollMs);
    expect(ahead.ended).toEqual(['CURSOR_EXPIRED']);
    behind.unblock();
    await hub.scheduler.settle();
    expect(behind.received).toEqual(['x6', 'x7', 'new8', 'new9']);
    expect(behind.ended).toEqual([]);
  });

  it('is noticed by the first notification that is beyond the head of the hub, without a poll', async () => {
    hub.source.append(10);
    const subscriber = await hub.subscribe(cursorAt(10));
    const behind = new FakeSubscriber();
    behind.ready = false;
    await hub.subscribe(cursorAt(5), behind);
    hub.source.failOver(7, 'epoch-two');
    hub.announce(20, 'new');
    await hub.scheduler.settle();
    expect(subscriber.ended).toEqual(['CURSOR_EXPIRED']);
    expect(hub.warnings).toEqual(['the source lost entries']);
    behind.unblock();
    await hub.scheduler.settle();
    expect(behind.received).toEqual(['x6', 'x7', ...texts(8, 27, 'new')]);
  });

  it('is forgotten by the buffer that live entries come from', async () => {
    const behind = new FakeSubscriber();
    behind.ready = false;
    await hub.subscribe('now', behind);
    hub.announce(10);
    await hub.scheduler.settle();
    hub.source.failOver(7, 'epoch-two');
    hub.announce(2, 'new');
    await hub.scheduler.advance(headPollMs);
    behind.unblock();
    await hub.scheduler.settle();
    expect(behind.received).toEqual([...texts(1, 7), 'new8', 'new9']);
    hub.announce(1, 'new');
    await hub.scheduler.settle();
    expect(behind.received.at(-1)).toBe('new10');
  });

  it('is noticed after it numbered beyond the head of the hub', async () => {
    hub.source.append(10);
    const subscriber = await hub.subscribe(cursorAt(10));
    hub.source.failOver(7, 'epoch-two');
    hub.announce(20, 'new');
    await hub.scheduler.advance(headPollMs);
    expect(subscriber.ended).toEqual(['CURSOR_EXPIRED']);
    expect(subscriber.received).toEqual([]);
    const next = await hub.subscribe(cursorAt(7));
    await hub.scheduler.settle();
    expect(next.received).toEqual(texts(8, 27, 'new'));
  });

  it('serves no payload and no page of a lost entry to those who come later', async () => {
    hub.source.append(3_000);
    await hub.subscribe(cursorAt(0));
    await hub.scheduler.settle();
    hub.source.failOver(100, 'epoch-two');
    hub.source.append(3_000, 'new');
    await hub.scheduler.advance(headPollMs);
    const next = await hub.subscribe(cursorAt(90));
    await hub.scheduler.settle();
    expect(next.received).toEqual([...texts(91, 100), ...texts(101, 3_100, 'new')]);
  });

  it('rejects cursors of lost entries, and accepts those before them', async () => {
    hub.source.append(10);
    hub.source.failOver(7, 'epoch-two');
    hub.source.append(5, 'new');
    expect(await hub.trySubscribe(cursorAt(8))).toBe('CURSOR_EXPIRED');
    expect(await hub.trySubscribe(cursorAt(99, 'epoch-two'))).toBe('CURSOR_AHEAD');
    expect(await hub.trySubscribe(cursorAt(3, 'unknown-epoch'))).toBe('CURSOR_EXPIRED');
    expect(await hub.trySubscribe({ after: 'rubbish' })).toBe('CURSOR_INVALID');
    expect(hub.hub.counters.rejectedCursors).toBe(4);
    const subscriber = await hub.subscribe(cursorAt(6));
    await hub.scheduler.settle();
    expect(subscriber.received).toEqual(['x7', ...texts(8, 12, 'new')]);
  });

  it('is not confused with a state that was read before newer entries', async () => {
    const subscriber = await hub.subscribe('now');
    const slow = Promise.withResolvers<void>();
    hub.source.gate = slow.promise;
    // The poll reads head 0, and its result arrives after an entry was delivered.
    await hub.scheduler.advance(headPollMs);
    hub.source.gate = Promise.resolve();
    hub.announce();
    await hub.scheduler.settle();
    expect(subscriber.received).toEqual(['x1']);
    slow.resolve();
    await hub.scheduler.settle();
    expect(subscriber.ended).toEqual([]);
    expect(subscriber.received).toEqual(['x1']);
  });
});
