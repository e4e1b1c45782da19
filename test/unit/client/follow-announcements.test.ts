/** Where a follower continues: at its cursor, or at the snapshot that it has loaded again. */
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import {
  type FollowOptions,
  followAnnouncements,
  type SequencedAnnouncement,
} from '../../../src/client/follow-announcements.ts';
import {
  ConnectionBroken,
  type Observer,
  type Operation,
  type Result,
  type Transport,
} from '../../../src/client/transport.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

interface Attempt {
  /** The cursor when it began: that of the operation moves. */
  after: unknown;
  operation: Operation;
  observer: Observer;
  signal: AbortSignal;
}

let scheduler: FakeScheduler;
let attempts: Attempt[];
let received: number[];
let lost: string[];
beforeEach(() => {
  scheduler = new FakeScheduler();
  scheduler.chance = 1;
  attempts = [];
  received = [];
  lost = [];
});

const transport: Transport = {
  subscribe: (operation, observer, signal) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve());
      attempts.push({ after: operation.variables!.after, operation, observer, signal });
    }),
  close() {},
};

async function follow(options: Partial<FollowOptions<SequencedAnnouncement>> = {}) {
  const follower = followAnnouncements<SequencedAnnouncement>(transport, {
    query: 'subscription',
    after: 'c0',
    onAnnouncement: ({ sequence }) => received.push(sequence),
    onCursorLost(problem) {
      lost.push(problem);
      return `snapshot-${lost.length}`;
    },
    backoff: { firstMs: 100, maxMs: 1_000 },
    scheduler,
    ...options,
  });
  onTestFinished(() => follower.stop());
  await scheduler.settle();
  return follower;
}

const latest = () => attempts.at(-1)!;
const asked = () => attempts.map(({ after }) => after);
const deliver = (...sequences: number[]) => {
  for (const sequence of sequences)
    latest().observer.next({ data: { announcements: { sequence, cursor: `c${sequence}` } } });
};
const reject = async (...errors: { code: string; retry: string }[]) => {
  const result = { errors: errors.map((extensions) => ({ message: '', extensions })) };
  latest().observer.next(result as Result);
  await scheduler.settle();
};

it('sends the operation with its variables and the cursor, which moves with each announcement', async () => {
  const follower = await follow({ operationName: 'Watch', variables: { exhibition: 'fair' } });
  const { operation } = latest();
  expect(operation).toEqual({
    query: 'subscription',
    operationName: 'Watch',
    variables: { exhibition: 'fair', after: 'c0' },
  });
  deliver(4, 5);
  expect(received).toEqual([4, 5]);
  expect(follower.cursor).toBe('c5');
  // graphql-ws may send the same object again.
  expect(operation.variables).toEqual({ exhibition: 'fair', after: 'c5' });
});

it('sends no operation name and no other variables where none is given', async () => {
  await follow();
  expect(latest().operation).toStrictEqual({ query: 'subscription', variables: { after: 'c0' } });
});

describe('a cursor that is lost', () => {
  it.each(['CURSOR_INVALID', 'CURSOR_EXPIRED', 'CURSOR_AHEAD'])(
    '(%s) is replaced by that of the snapshot, and the next attempt follows immediately',
    async (code) => {
      const follower = await follow();
      deliver(7);
      await reject({ code: 'OTHER', retry: 'NO' }, { code, retry: 'NEW_SNAPSHOT' });
      await scheduler.advance(0);
      expect(lost).toEqual([code]);
      expect(asked()).toEqual(['c0', 'snapshot-1']);
      expect(follower.cursor).toBe('snapshot-1');
    },
  );

  it('begins a stream that may number its announcements again from 1', async () => {
    await follow();
    deliver(7, 8);
    await reject({ code: 'CURSOR_EXPIRED', retry: 'NEW_SNAPSHOT' });
    await scheduler.advance(0);
    deliver(1, 2);
    expect(received).toEqual([7, 8, 1, 2]);
  });

  it('is reported again after a wait if its snapshot could not be loaded', async () => {
    const snapshots = [Promise.reject(new ConnectionBroken('away')), Promise.resolve('new')];
    snapshots[0]!.catch(() => {});
    await follow({
      onCursorLost(problem) {
        lost.push(problem);
        return snapshots.shift()!;
      },
    });
    await reject({ code: 'CURSOR_EXPIRED', retry: 'NEW_SNAPSHOT' });
    await scheduler.advance(99);
    expect(asked()).toEqual(['c0']);
    await scheduler.advance(1);
    expect(asked()).toEqual(['c0', 'c0']);
    await reject({ code: 'CURSOR_EXPIRED', retry: 'NEW_SNAPSHOT' });
    await scheduler.advance(0);
    expect(asked()).toEqual(['c0', 'c0', 'new']);
    expect(lost).toHaveLength(2);
  });

  it.each<[string, () => unknown, string]>([
    ['throws', () => fail('the page cannot show it'), 'the page cannot show it'],
    ['rejects', async () => fail('the page cannot load it'), 'the page cannot load it'],
    ['returns no cursor', () => undefined, 'onCursorLost must return the cursor of the snapshot.'],
  ])('is reported as uncaught if the page %s, and asked for again', async (_, onCursorLost, message) => {
    let isBroken = true;
    const follower = await follow({
      onCursorLost: () => (isBroken ? (onCursorLost() as string) : 'new'),
    });
    const uncaught = expect(scheduler.advance(0)).rejects.toThrow(message);
    await reject({ code: 'CURSOR_EXPIRED', retry: 'NEW_SNAPSHOT' });
    await uncaught;
    expect(follower.cursor).toBe('c0');
    isBroken = false;
    await scheduler.advance(100);
    await reject({ code: 'CURSOR_EXPIRED', retry: 'NEW_SNAPSHOT' });
    await scheduler.advance(0);
    expect(asked()).toEqual(['c0', 'c0', 'new']);
  });
});

function fail(message: string): never {
  throw new Error(message);
}

it.each([
  ['temporary', 'SAME_REQUEST', 100],
  ['lasting', 'NO', 1_000],
])('keeps its cursor after another error, which is %s, and waits', async (_, retry, waitMs) => {
  await follow();
  deliver(7);
  await reject({ code: 'OTHER', retry });
  await scheduler.advance(waitMs - 1);
  expect([asked(), lost]).toEqual([['c0'], []]);
  await scheduler.advance(1);
  expect([asked(), lost]).toEqual([['c0', 'c7'], []]);
});

it('follows from the same cursor after a restart, and no longer after a stop', async () => {
  const follower = await follow();
  deliver(1);
  follower.restart();
  await scheduler.advance(100);
  expect(asked()).toEqual(['c0', 'c1']);
  follower.stop();
  expect(latest().signal.aborted).toBe(true);
  await scheduler.advance(60_000);
  expect(attempts).toHaveLength(2);
});

describe('a server that sends what does not follow', () => {
  it('is queried again with a growing wait: a permanent gap causes no loop', async () => {
    await follow();
    deliver(1);
    for (const waitMs of [100, 200, 400]) {
      const { length } = attempts;
      deliver(3);
      await scheduler.advance(waitMs - 1);
      expect(attempts).toHaveLength(length);
      await scheduler.advance(1);
      expect(attempts).toHaveLength(length + 1);
    }
    expect(received).toEqual([1]);
    expect(new Set(asked().slice(1))).toEqual(new Set(['c1']));
    deliver(2, 3);
    expect(received).toEqual([1, 2, 3]);
  });

  it('is rejected with its errors if it sends null for an announcement', async () => {
    const states: unknown[] = [];
    await follow({ onState: (state) => states.push(state) });
    const errors = [{ message: 'broken', extensions: { code: 'INTERNAL_SERVER_ERROR', retry: 'NO' } }];
    latest().observer.next({ data: { announcements: null }, errors } as never);
    await scheduler.settle();
    expect(states.at(-1)).toMatchObject({ name: 'rejected', errors });
    expect(received).toEqual([]);
  });

  it('loads the snapshot again with a growing wait if its cursor is rejected again', async () => {
    await follow();
    await reject({ code: 'CURSOR_EXPIRED', retry: 'NEW_SNAPSHOT' });
    await scheduler.advance(0);
    for (const waitMs of [100, 200, 400]) {
      const { length } = attempts;
      await reject({ code: 'CURSOR_EXPIRED', retry: 'NEW_SNAPSHOT' });
      await scheduler.advance(waitMs - 1);
      expect(attempts).toHaveLength(length);
      await scheduler.advance(1);
      expect(attempts).toHaveLength(length + 1);
    }
    deliver(1);
    await reject({ code: 'CURSOR_EXPIRED', retry: 'NEW_SNAPSHOT' });
    await scheduler.advance(0);
    expect(asked().at(-1)).toBe('snapshot-5');
  });
});
