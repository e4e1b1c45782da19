import { EventEmitter } from 'node:events';
import { beforeEach, expect, it } from 'vitest';
import { OpenRequests } from '../../../src/http/open-requests.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

const limits = { executeMs: 10_000, transferMs: 1_000 };

let scheduler: FakeScheduler;
let requests: OpenRequests;
beforeEach(() => {
  scheduler = new FakeScheduler();
  requests = new OpenRequests();
});

function add({ complete = true } = {}) {
  const request = { complete };
  const response = Object.assign(new EventEmitter(), { writableEnded: false });
  requests.add(request as never, response as never);
  return {
    request,
    answered: () => {
      response.writableEnded = true;
    },
    read: () => response.emit('close'),
  };
}

/** The time after which the shutdown goes on, in milliseconds. */
async function finishedAfter(advanceMs = 20_000): Promise<number | null> {
  const startedMs = scheduler.monotonicMs();
  let atMs: number | null = null;
  void requests.finish(scheduler, limits).then(() => {
    atMs = scheduler.monotonicMs() - startedMs;
  });
  await scheduler.advance(advanceMs);
  return atMs;
}

it('has nothing to wait for without requests, or when all answers are read', async () => {
  expect(await finishedAfter(0)).toBe(0);
  add().read();
  expect(await finishedAfter(0)).toBe(0);
});

it('waits for a request that is being executed, ten seconds at most', async () => {
  const one = add();
  scheduler.setTimeout(() => one.read(), 3_000);
  expect(await finishedAfter()).toBe(3_000);
  add();
  expect(await finishedAfter()).toBe(10_000);
});

it('waits one second for a client that does not read its answer, counted from the end of all execution', async () => {
  const unread = add();
  const slow = add();
  unread.answered();
  scheduler.setTimeout(() => slow.read(), 2_000);
  const ms = await finishedAfter();
  expect(ms).toBeGreaterThanOrEqual(2_950);
  expect(ms).toBeLessThanOrEqual(3_025);
});

it('waits one second for a client that does not send all of its request', async () => {
  add({ complete: false });
  expect(await finishedAfter()).toBe(1_000);
});
