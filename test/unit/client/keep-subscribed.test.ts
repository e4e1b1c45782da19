import { beforeEach, describe, expect, it } from 'vitest';
import {
  keepSubscribed,
  type Subscription,
  type SubscriptionState,
} from '../../../src/client/keep-subscribed.ts';
import {
  ConnectionBroken,
  type Observer,
  type Result,
  type Transport,
} from '../../../src/client/transport.ts';
import { CodedError } from '../../../src/errors/coded-error.ts';
import { type ErrorCode, errorTable } from '../../../src/errors/error-table.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

interface Attempt {
  observer: Observer;
  signal: AbortSignal;
  end(): void;
  breakWith(code: number | null): void;
  fail(error: Error): void;
}

let scheduler: FakeScheduler;
let attempts: Attempt[];
let states: SubscriptionState[];
let results: Result[];
let onState: (name: string) => void;
beforeEach(() => {
  onState = () => {};
  scheduler = new FakeScheduler();
  scheduler.chance = 1;
  attempts = [];
  states = [];
  results = [];
});

const transport: Transport = {
  subscribe: (_operation, observer, signal) =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => resolve());
      attempts.push({
        observer,
        signal,
        end: resolve,
        breakWith: (code) => reject(new ConnectionBroken('broken', code)),
        fail: reject,
      });
    }),
  close() {},
};

async function start(
  onRejected?: () => Promise<boolean>,
  onResult = (result: Result) => results.push(result) > 0,
): Promise<Subscription> {
  const subscription = keepSubscribed(transport, {
    operation: () => ({ query: 'subscription' }),
    onResult,
    onState(state) {
      states.push(state);
      onState(state.name);
    },
    backoff: { firstMs: 100, maxMs: 1_000 },
    scheduler,
    ...(onRejected && { onRejected }),
  });
  await scheduler.settle();
  return subscription;
}
const latest = () => attempts.at(-1)!;
const names = () => states.map(({ name }) => name);
const refuseWith = async (code: ErrorCode) => {
  latest().observer.next({ errors: [new CodedError(code, code)] as Result['errors'] & object });
  await scheduler.settle();
};

it('connects, is live when the server accepts it, and passes results on', async () => {
  await start();
  expect(names()).toEqual(['connecting']);
  latest().observer.opened();
  latest().observer.opened();
  latest().observer.next({ data: { n: 1 } });
  expect(names()).toEqual(['connecting', 'live']);
  expect(results).toEqual([{ data: { n: 1 } }]);
});

it('tries again after the backoff, longer each time, and reports when', async () => {
  await start();
  for (const waitMs of [100, 200, 400, 800, 1_000, 1_000]) {
    const { length } = attempts;
    latest().breakWith(1006);
    await scheduler.settle();
    expect(states.at(-1)).toMatchObject({ name: 'waiting', until: scheduler.now() + waitMs });
    await scheduler.advance(waitMs - 1);
    expect(attempts).toHaveLength(length);
    await scheduler.advance(1);
    expect(attempts).toHaveLength(length + 1);
  }
});

it('begins with the first wait again after a result', async () => {
  await start();
  for (let count = 0; count < 4; count++) {
    latest().breakWith(null);
    await scheduler.advance(1_000);
  }
  latest().observer.next({ data: {} });
  latest().breakWith(null);
  await scheduler.settle();
  expect(states.at(-1)).toMatchObject({ until: scheduler.now() + 100 });
});

it('waits, and is not live meanwhile, after the server completed the subscription', async () => {
  await start();
  latest().end();
  await scheduler.advance(100);
  expect(attempts).toHaveLength(2);
  expect(names()).toEqual(['connecting', 'waiting', 'connecting']);
});

it('is live with the first result of a transport that does not say when it has opened', async () => {
  await start();
  latest().observer.next({ data: {} });
  expect(names()).toEqual(['connecting', 'live']);
});

it('passes the problem of the transport on, and any other failure as a broken connection', async () => {
  await start();
  const broken = new ConnectionBroken('Forbidden', 4403);
  latest().fail(broken);
  await scheduler.settle();
  expect(states.at(-1)).toMatchObject({ name: 'waiting', problem: expect.toSatisfy((it) => it === broken) });
  await scheduler.advance(100);
  latest().fail(new TypeError('no such thing'));
  await scheduler.settle();
  expect(states.at(-1)).toMatchObject({
    problem: { name: 'ConnectionBroken', code: null, message: 'TypeError: no such thing' },
  });
});

it('reports immediately what a callback throws, outside of the transport that called it', async () => {
  await start(undefined, () => {
    throw new Error('the page cannot show it');
  });
  latest().observer.next({ data: {} });
  await expect(scheduler.advance(0)).rejects.toThrow('the page cannot show it');
  expect(latest().signal.aborted).toBe(false);
});

it('reports what the operation and onRejected throw, and tries again', async () => {
  const subscription = keepSubscribed(transport, {
    operation() {
      throw new Error('no operation');
    },
    onResult: () => true,
    backoff: { firstMs: 100, maxMs: 1_000 },
    scheduler,
  });
  await expect(scheduler.advance(0)).rejects.toThrow('no operation');
  await expect(scheduler.advance(100)).rejects.toThrow('no operation');
  subscription.stop();
  await start(() => {
    throw new Error('not resolved');
  });
  latest().observer.next({ errors: [{ message: '' }] });
  await expect(scheduler.advance(0)).rejects.toThrow('not resolved');
  expect(names().at(-1)).toBe('rejected');
});

it('is not live while the page loads what an error demands', async () => {
  const loading = Promise.withResolvers<boolean>();
  await start(() => loading.promise);
  latest().observer.opened();
  await refuseWith('CURSOR_EXPIRED');
  expect(names()).toEqual(['connecting', 'live', 'connecting']);
  loading.resolve(true);
  await scheduler.advance(0);
  expect(attempts).toHaveLength(2);
});

describe('an error of the server', () => {
  const codes = Object.keys(errorTable) as ErrorCode[];
  const waitsLong = (code: ErrorCode) => ['NO', 'NEW_TOKEN'].includes(errorTable[code].retry);

  it.each(codes)('%s is retried soon or seldom, according to its retry value', async (code) => {
    await start();
    await refuseWith(code);
    const waitMs = waitsLong(code) ? 1_000 : 100;
    expect(states.at(-1)).toMatchObject({ name: 'rejected', until: scheduler.now() + waitMs });
    expect(latest().signal.aborted).toBe(true);
    await scheduler.advance(waitMs);
    expect(attempts).toHaveLength(2);
  });

  it('without retry is temporary', async () => {
    await start();
    latest().observer.next({ errors: [{ message: 'from a proxy' }] });
    await scheduler.settle();
    expect(states.at(-1)).toMatchObject({ name: 'rejected', until: scheduler.now() + 100 });
  });

  it('that lasts makes the wait long, whatever errors come with it', async () => {
    await start();
    const errors = [{ message: 'from a proxy' }, { message: '', extensions: { retry: 'NO' as const } }];
    latest().observer.next({ errors });
    await scheduler.settle();
    expect(states.at(-1)).toMatchObject({ name: 'rejected', until: scheduler.now() + 1_000 });
  });

  it('that was resolved is retried immediately, without a change of state', async () => {
    await start(async () => true);
    await refuseWith('CURSOR_EXPIRED');
    await scheduler.advance(0);
    expect(attempts).toHaveLength(2);
    expect(names()).toEqual(['connecting', 'connecting']);
  });
});

describe('restart', () => {
  it('ends the connection, which is not live from then on, and opens another immediately', async () => {
    const subscription = await start();
    const [first] = attempts;
    first!.observer.opened();
    subscription.restart();
    expect(first!.signal.aborted).toBe(true);
    expect(names()).toEqual(['connecting', 'live', 'connecting']);
    await scheduler.advance(0);
    expect(attempts).toHaveLength(2);
    first!.observer.opened();
    first!.observer.next({ data: { n: 1 } });
    expect(names().at(-1)).toBe('connecting');
    expect(results).toEqual([]);
  });

  it.each(['waiting', 'rejected'])(
    'ends the wait also if the page asks for it in its onState: %s',
    async (name) => {
      const subscription = await start();
      onState = (state) => {
        if (state === name) subscription.restart();
      };
      if (name === 'waiting') latest().breakWith(null);
      else latest().observer.next({ errors: [] });
      await scheduler.advance(0);
      expect(attempts).toHaveLength(2);
      expect(latest().signal.aborted).toBe(false);
    },
  );

  it('begins with the first wait again', async () => {
    const subscription = await start();
    for (let count = 0; count < 4; count++) {
      latest().breakWith(null);
      await scheduler.advance(1_000);
    }
    subscription.restart();
    await scheduler.advance(100);
    expect(attempts).toHaveLength(6);
  });

  it('ends the wait for the next connection immediately', async () => {
    const subscription = await start();
    latest().breakWith(null);
    await scheduler.settle();
    subscription.restart();
    await scheduler.settle();
    expect(attempts).toHaveLength(2);
    expect(scheduler.pendingTimers).toBe(0);
  });
});

describe('stop', () => {
  it('ends the connection, and leaves no timer and no later state', async () => {
    const subscription = await start();
    const { observer, signal } = latest();
    subscription.stop();
    observer.opened();
    await scheduler.advance(60_000);
    expect(signal.aborted).toBe(true);
    expect(names()).toEqual(['connecting', 'stopped']);
    expect(attempts).toHaveLength(1);
    expect(scheduler.pendingTimers).toBe(0);
  });

  it('ends the wait', async () => {
    const subscription = await start();
    latest().breakWith(null);
    await scheduler.settle();
    subscription.stop();
    await scheduler.advance(60_000);
    expect(attempts).toHaveLength(1);
    expect(scheduler.pendingTimers).toBe(0);
  });
});

it('says that a result was not the expected one, and does not call it a rejection', async () => {
  await start(undefined, () => false);
  latest().observer.next({ data: { n: 9 } });
  await scheduler.settle();
  expect(states.at(-1)).toMatchObject({
    name: 'waiting',
    problem: { message: 'The server sent an unexpected result.', retry: 'SAME_REQUEST' },
  });
  await scheduler.advance(100);
  expect(attempts).toHaveLength(2);
});
