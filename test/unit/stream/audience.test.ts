import { beforeEach, describe, expect, it } from 'vitest';
import { stalledMs } from '../../../src/stream/audience-member.ts';
import { maxPayloadBytes } from '../../../src/stream/audience-payloads.ts';
import { maxStoredBytes } from '../../../src/stream/payload-store.ts';
import { cursorAt, FakeSubscriber, type HubFixture, openHub, texts } from './hub-fixture.ts';

let hub: HubFixture;
beforeEach(() => {
  hub = openHub();
});

async function announce(count = 1): Promise<void> {
  hub.announce(count);
  await hub.scheduler.settle();
}

describe('an audience', () => {
  it('serializes each entry once for all members', async () => {
    const subscribers = await Promise.all(Array.from({ length: 600 }, () => hub.subscribe('now')));
    await announce(20);
    expect(hub.serialized.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    for (const { received } of subscribers) expect(received).toEqual(texts(1, 20));
  });

  it('reports new entries once all its members have them, and no replays', async () => {
    hub.source.append(3);
    await hub.subscribe(cursorAt(0));
    await hub.scheduler.settle();
    expect(hub.delivered).toEqual([]);
    const others = await Promise.all(Array.from({ length: 600 }, () => hub.subscribe('now')));
    others.at(-1)!.onDeliver = () => expect(hub.delivered).toEqual([]);
    await announce();
    expect(hub.delivered).toEqual([[3, 4]]);
    others.at(-1)!.onDeliver = () => {};
    await announce(2);
    expect(hub.delivered).toEqual([
      [3, 4],
      [4, 6],
    ]);
  });

  it('shares nothing with an audience of another key', async () => {
    await hub.subscribe('now', new FakeSubscriber(), 'one');
    await hub.subscribe('now', new FakeSubscriber(), 'two');
    await announce();
    expect(hub.serialized).toEqual([1, 1]);
  });

  it('shares reads: 500 subscribers that resume at 500 positions cost a few queries', async () => {
    hub.source.append(1_000);
    const positions = Array.from({ length: 500 }, (_, index) => index * 2);
    const subscribers = await Promise.all(positions.map((position) => hub.subscribe(cursorAt(position))));
    await hub.scheduler.settle();
    for (const [index, { received }] of subscribers.entries())
      expect(received).toHaveLength(1_000 - positions[index]!);
    expect(hub.source.reads).toBeLessThanOrEqual(20);
    expect(hub.source.stateReads).toBeLessThanOrEqual(3);
    expect(hub.serialized).toHaveLength(1_000);
  });

  it('reaches every member although members leave while entries are delivered', async () => {
    const subscribers = await Promise.all(Array.from({ length: 900 }, () => hub.subscribe('now')));
    // In each slice, members that were visited leave, and the last ones take their places.
    for (const [index, subscriber] of subscribers.entries())
      if (index % 3 === 0) subscriber.onDeliver = () => subscriber.member!.leave();
    await announce(2);
    for (const [index, { received }] of subscribers.entries())
      expect(received, `subscriber ${index}`).toEqual(index % 3 === 0 ? ['x1'] : ['x1', 'x2']);
    expect(hub.stream()!.subscribers).toBe(600);
  });

  it('ends a thousand stalled members without nesting one end in another', async () => {
    let depth = 0;
    let deepest = 0;
    const subscribers = await Promise.all(
      Array.from({ length: 1_000 }, () => {
        const subscriber = new FakeSubscriber();
        subscriber.ready = false;
        const end = subscriber.end.bind(subscriber);
        subscriber.end = (reason) => {
          depth++;
          deepest = Math.max(deepest, depth);
          end(reason);
          depth--;
        };
        return hub.subscribe('now', subscriber);
      }),
    );
    await announce();
    hub.scheduler.block(stalledMs + 1);
    await announce();
    expect(subscribers.every(({ ended }) => ended[0] === 'SLOW_SUBSCRIBER')).toBe(true);
    expect(deepest).toBe(1);
    expect(hub.stream()!.subscribers).toBe(0);
  });

  it('retries entries that cannot be read or serialized, and never stores the failure', async () => {
    const subscriber = await hub.subscribe('now');
    hub.failingSerializer = true;
    await announce(3);
    await hub.scheduler.advance(1_000);
    expect(subscriber.received).toEqual([]);
    hub.failingSerializer = false;
    await hub.scheduler.advance(250);
    expect(subscriber.received).toEqual(texts(1, 3));
  });

  it('stops retrying when its last member has left', async () => {
    const subscriber = await hub.subscribe('now');
    hub.failingSerializer = true;
    await announce();
    subscriber.member!.leave();
    await hub.scheduler.advance(1_000);
    const { attempts } = hub;
    await hub.scheduler.advance(5_000);
    expect(hub.attempts).toBe(attempts);
  });

  it('retries a replay whose page cannot be read', async () => {
    hub.source.append(1_500);
    await hub.subscribe('now');
    await announce(1_200);
    hub.source.failing = true;
    const subscriber = await hub.subscribe(cursorAt(10));
    await hub.scheduler.advance(300);
    expect(subscriber.received).toEqual([]);
    hub.source.failing = false;
    await hub.scheduler.advance(2_000);
    expect(subscriber.received).toEqual(texts(11, 2_700));
  });
});

describe('the payloads of an audience', () => {
  it('are bounded in bytes: large ones are serialized again for a member that is far behind', async () => {
    hub.payloadBytes = maxPayloadBytes;
    const slow = new FakeSubscriber();
    slow.ready = false;
    const quick = await hub.subscribe('now');
    await hub.subscribe('now', slow);
    for (let count = 0; count < 40; count++) await announce();
    expect(quick.received).toEqual(texts(1, 40));
    expect(hub.serialized).toHaveLength(40);
    slow.unblock();
    await hub.scheduler.settle();
    expect(slow.received).toEqual(texts(1, 40));
    expect(hub.serialized.length).toBeGreaterThan(60);
  });

  it('of a small size are all kept for a member that is far behind', async () => {
    const slow = new FakeSubscriber();
    slow.ready = false;
    await hub.subscribe('now');
    await hub.subscribe('now', slow);
    for (let count = 0; count < 40; count++) await announce();
    slow.unblock();
    await hub.scheduler.settle();
    expect(hub.serialized).toHaveLength(40);
  });

  it('reach members at many positions, however large they are', async () => {
    hub.payloadBytes = maxPayloadBytes;
    hub.source.append(200);
    const positions = [0, 31, 77, 78, 120, 150, 199];
    const subscribers = await Promise.all(positions.map((position) => hub.subscribe(cursorAt(position))));
    await hub.scheduler.settle();
    for (const [index, { received }] of subscribers.entries())
      expect(received).toEqual(texts(positions[index]! + 1, 200));
  });
});

describe('a slow member', () => {
  it('delays no other member, and continues from its own position', async () => {
    const slow = await hub.subscribe('now');
    const quick = await hub.subscribe('now');
    slow.ready = false;
    for (let count = 0; count < 30; count++) await announce(100);
    expect(quick.received).toHaveLength(3_000);
    expect(slow.received).toEqual([]);
    slow.unblock();
    await hub.scheduler.settle();
    expect(slow.received).toEqual(quick.received);
    expect(slow.ended).toEqual([]);
  });

  it('is ended with SLOW_SUBSCRIBER after 20 s without accepting data, not before', async () => {
    const subscriber = await hub.subscribe('now');
    subscriber.ready = false;
    await announce();
    await hub.scheduler.advance(stalledMs);
    await announce();
    expect(subscriber.ended).toEqual([]);
    await hub.scheduler.advance(1);
    await announce();
    expect(subscriber.ended).toEqual(['SLOW_SUBSCRIBER']);
    expect(hub.hub.counters.slowSubscribers).toBe(1);
    expect(hub.stream()!.subscribers).toBe(0);
  });

  it('is ended after 20 s though nothing more is announced, and served if it was ready without saying so', async () => {
    const [stalled, forgetful] = [await hub.subscribe('now'), await hub.subscribe('now')];
    stalled.ready = false;
    forgetful.ready = false;
    await announce();
    await hub.scheduler.advance(stalledMs / 2);
    forgetful.ready = true;
    await hub.scheduler.advance(stalledMs / 2 + 2_000);
    expect(stalled.ended).toEqual(['SLOW_SUBSCRIBER']);
    expect([forgetful.received, forgetful.ended]).toEqual([['x1'], []]);
  });

  it('that is far behind receives no more than its share in one turn', async () => {
    hub.source.append(500);
    const first = await hub.subscribe(cursorAt(0));
    await hub.scheduler.settle();
    expect(first.received).toEqual(texts(1, 500));
    const turns: number[] = [];
    const second = new FakeSubscriber();
    let inTurn = 0;
    second.onDeliver = () => {
      if (inTurn++ > 0) return;
      hub.scheduler.setImmediate(() => {
        turns.push(inTurn);
        inTurn = 0;
      });
    };
    await hub.subscribe(cursorAt(0), second);
    await hub.scheduler.settle();
    expect(second.received).toEqual(texts(1, 500));
    // Twice in the first turn: when it resumes, and in the slice that follows.
    expect(Math.max(...turns)).toBeLessThanOrEqual(64);
  });

  it('has 20 s again for each stall', async () => {
    const subscriber = await hub.subscribe('now');
    for (let stall = 0; stall < 3; stall++) {
      subscriber.ready = false;
      await announce();
      await hub.scheduler.advance(stalledMs - 1_000);
      await announce();
      expect(subscriber.ended).toEqual([]);
      subscriber.unblock();
      await hub.scheduler.settle();
      await hub.scheduler.advance(stalledMs);
    }
    expect(subscriber.received).toHaveLength(6);
    subscriber.ready = false;
    await announce();
    await hub.scheduler.advance(stalledMs + 1);
    await announce();
    expect(subscriber.ended).toEqual(['SLOW_SUBSCRIBER']);
  });

  it('is measured on the monotonic clock: setting the wall clock ends no member', async () => {
    const subscriber = await hub.subscribe('now');
    subscriber.ready = false;
    await announce();
    hub.scheduler.wallMs += 3_600_000;
    await announce();
    expect(subscriber.ended).toEqual([]);
  });
});

describe('a member that leaves', () => {
  it('receives nothing more, and its audience ends with the last one', async () => {
    const subscriber = await hub.subscribe('now');
    subscriber.member!.leave();
    await announce();
    await hub.subscribe('now', new FakeSubscriber(), 'others');
    subscriber.member!.resume();
    expect(subscriber.received).toEqual([]);
    expect([...hub.stream()!.audiences.keys()]).toEqual(['others']);
  });

  it('while entries are delivered to it receives no other', async () => {
    const subscriber = await hub.subscribe('now');
    subscriber.onDeliver = () => subscriber.member!.leave();
    await announce(5);
    expect(subscriber.received).toEqual(['x1']);
    expect(subscriber.ended).toEqual([]);
  });
});

describe('a serializer that fails', () => {
  it('is tried again, and its failure is never a payload', async () => {
    const subscriber = await hub.subscribe('now');
    hub.failingSerializer = true;
    await announce();
    await hub.scheduler.advance(1_000);
    expect(subscriber.received).toEqual([]);
    hub.failingSerializer = false;
    await hub.scheduler.advance(1_000);
    expect(subscriber.received).toEqual(['x1']);
    expect(subscriber.ended).toEqual([]);
  });

  it('that never succeeds ends those who wait, so that they can ask another server', async () => {
    const subscriber = await hub.subscribe('now');
    hub.failingSerializer = true;
    await announce();
    await hub.scheduler.advance(10_000);
    expect(subscriber.ended).toEqual(['UNAVAILABLE']);
    expect(hub.stream()!.subscribers).toBe(0);
  });
});

describe('a failure', () => {
  const warning = 'cannot read or serialize entries; trying again';

  it('of the serializer is logged for each attempt, and success is not', async () => {
    await hub.subscribe('now');
    await announce(3);
    expect(hub.warnings).toEqual([]);
    hub.failingSequences.add(5);
    await announce(3);
    expect(hub.warnings).toEqual([warning]);
    await hub.scheduler.advance(250);
    expect(hub.warnings).toEqual([warning, warning]);
  });

  it('to read a page is logged', async () => {
    hub.source.append(3_000);
    await hub.subscribe('now');
    hub.source.failing = true;
    await hub.subscribe(cursorAt(10)).catch(() => {});
    hub.source.failing = false;
    await hub.subscribe(cursorAt(10));
    hub.source.failing = true;
    await hub.scheduler.advance(100);
    expect(hub.warnings).toContain(warning);
  });

  it('is a payload that is too large: those who wait are ended, and nothing of it is kept', async () => {
    hub.payloadBytes = maxPayloadBytes + 1;
    const subscriber = await hub.subscribe('now');
    await announce();
    await hub.scheduler.advance(5_000);
    expect(subscriber.ended).toEqual(['UNAVAILABLE']);
    expect(subscriber.received).toEqual([]);
    expect(hub.hub.payloads.bytes).toBe(0);
  });
});

describe('an entry that cannot be serialized', () => {
  it('ends only those who wait for it', async () => {
    hub.source.append(8);
    hub.failingSequences.add(1);
    const waiting = await hub.subscribe(cursorAt(0));
    const beyond = await hub.subscribe(cursorAt(1));
    await hub.scheduler.advance(5_000);
    expect(waiting.ended).toEqual(['UNAVAILABLE']);
    expect(beyond.ended).toEqual([]);
    expect(beyond.received).toEqual(texts(2, 8));
  });

  it('ends those who wait for it after five seconds, although others succeed meanwhile', async () => {
    const subscriber = await hub.subscribe('now');
    hub.failingSequences.add(1);
    for (let second = 0; second < 5; second++) {
      await announce();
      expect(subscriber.ended).toEqual([]);
      await hub.scheduler.advance(1_000);
    }
    await hub.scheduler.advance(250);
    expect(subscriber.ended).toEqual(['UNAVAILABLE']);
  });

  it('delays no member that has passed it, and no entry of the same batch', async () => {
    hub.source.append(8);
    hub.failingSequences.add(1);
    const waiting = await hub.subscribe(cursorAt(0));
    const beyond = await hub.subscribe(cursorAt(1));
    await hub.scheduler.settle();
    expect(beyond.received).toEqual(texts(2, 8));
    expect(waiting.received).toEqual([]);
    hub.failingSequences.clear();
    await hub.scheduler.advance(250);
    expect(waiting.received).toEqual(texts(1, 8));
  });

  it('has five seconds, however many batches fail at the same time', async () => {
    hub.source.append(800);
    hub.failingSerializer = true;
    const subscribers = await Promise.all(
      Array.from({ length: 4 }, (_, index) => hub.subscribe(cursorAt(index * 100))),
    );
    await hub.scheduler.advance(4_500);
    expect(subscribers.flatMap(({ ended }) => ended)).toEqual([]);
    await hub.scheduler.advance(500);
    expect(subscribers.flatMap(({ ended }) => ended)).toEqual(Array(4).fill('UNAVAILABLE'));
  });
});

describe('replays that fail', () => {
  it('keep no other replay of their audience waiting', async () => {
    hub.source.append(800);
    for (const start of [0, 100, 200, 300, 400]) hub.failingSequences.add(start + 1);
    for (const start of [0, 100, 200, 300, 400]) await hub.subscribe(cursorAt(start));
    const other = await hub.subscribe(cursorAt(700));
    await hub.scheduler.advance(250);
    expect(other.received).toEqual(texts(701, 800));
  });
});

describe('entries that are queued for members who leave', () => {
  it('are not serialized', async () => {
    hub.source.append(1_000);
    hub.serializingMs = 10;
    const subscribers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => hub.subscribe(cursorAt(0), new FakeSubscriber(), `${index}`)),
    );
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(hub.hub.serialization.waiting).toBeGreaterThan(0);
    for (const { member } of subscribers) member!.leave();
    const { attempts } = hub;
    await hub.scheduler.settle();
    expect(hub.attempts).toBe(attempts);
    expect(hub.hub.serialization.waiting).toBe(0);
  });
});

describe('a subscriber that throws', () => {
  it('when its readiness is read is ended, and delays no other member', async () => {
    const subscribers = await Promise.all(Array.from({ length: 10 }, () => hub.subscribe('now')));
    Object.defineProperty(subscribers[3], 'ready', {
      get() {
        throw new Error('broken');
      },
    });
    await announce(2);
    expect(subscribers.map(({ received }) => received.length)).toEqual([2, 2, 2, 0, 2, 2, 2, 2, 2, 2]);
    expect(subscribers[3]!.ended).toEqual(['UNAVAILABLE']);
  });

  it('is ended, and delays no other member', async () => {
    const subscribers = await Promise.all(Array.from({ length: 10 }, () => hub.subscribe('now')));
    const broken = subscribers[3]!;
    broken.onDeliver = () => {
      throw new Error('broken');
    };
    broken.end = () => {
      throw new Error('broken too');
    };
    await announce(2);
    for (const subscriber of subscribers)
      if (subscriber !== broken) expect(subscriber.received).toEqual(['x1', 'x2']);
    expect(hub.stream()!.subscribers).toBe(9);
    expect(hub.warnings).toContain('a subscriber failed, and was ended');
  });
});

describe('payloads with live data', () => {
  it('are shared for a second, and then serialized again', async () => {
    await announce(3);
    hub.maxAgeMs = 1_000;
    await hub.subscribe('now');
    const first = await hub.subscribe(cursorAt(0));
    await hub.scheduler.settle();
    await hub.subscribe(cursorAt(0));
    await hub.scheduler.settle();
    expect(hub.serialized).toEqual([1, 2, 3]);
    await hub.scheduler.advance(1_001);
    await hub.subscribe(cursorAt(2));
    await hub.scheduler.settle();
    expect(hub.serialized).toEqual([1, 2, 3, 3]);
    expect(first.received).toEqual(texts(1, 3));
  });
});

describe('the memory of all payloads', () => {
  it('has one limit, whatever the number of audiences', async () => {
    hub.payloadBytes = 1024 * 1024;
    const subscribers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        hub.subscribe('now', new FakeSubscriber(), `audience ${index}`),
      ),
    );
    await announce(8);
    await hub.scheduler.settle();
    for (const { received } of subscribers) expect(received).toEqual(texts(1, 8));
    expect(hub.hub.payloads.bytes).toBeLessThanOrEqual(maxStoredBytes);
    expect(hub.hub.payloads.bytes).toBeGreaterThan(maxStoredBytes / 2);
  });

  it('is freed when the last member of an audience leaves', async () => {
    const subscriber = await hub.subscribe('now');
    await announce(5);
    expect(hub.hub.payloads.bytes).toBeGreaterThan(0);
    subscriber.member!.leave();
    expect(hub.hub.payloads.bytes).toBe(0);
  });
});
